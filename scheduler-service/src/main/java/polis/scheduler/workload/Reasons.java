package polis.scheduler.workload;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.masking.Masker;
import polis.masking.SecretValues;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;
import polis.scheduler.cluster.Timeline.Milestone;

/** Tells why an instance failed, in the words that it left itself, without the secrets that it was handed. */
// ADR 72
@Component
public class Reasons {

    private static final int LOG_TAIL = 500;

    private final Driver driver;
    private final Instances instances;
    private final WorkloadEnvironment environment;
    private final Credentials credentials;

    Reasons(Driver driver, Instances instances, WorkloadEnvironment environment, Credentials credentials) {
        this.driver = driver;
        this.instances = instances;
        this.environment = environment;
        this.credentials = credentials;
    }

    public String withLogTail(String reason, @Nullable String instance) {
        Masker masker = masker(instance);
        String said = instance == null || reason.contains("last lines:") ? null : driver.logTail(instance);
        // Before it is cut: of a secret that is cut in two neither half would be known.
        String words = said == null ? null : LogTail.of(masker.maskTail(said), LOG_TAIL);
        return masker.mask(reason) + (words == null || words.isBlank() ? "" : "; last lines: " + words);
    }

    /** The reason without what the instance was handed. */
    public String masked(String reason, String instance) {
        return masker(instance).mask(reason);
    }

    private Masker masker(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(instances::find)
                .map(instance -> Masker.of(SecretValues.of(handed(instance)))).orElseGet(Masker::byNames);
    }

    private Map<String, String> handed(Instance instance) {
        Map<String, String> handed = environment.of(instance,
                credentials.handed(instance.service(), instance.timeline().at(Milestone.STARTED)).orElse(null));
        ProcessSpec process = instance.target().process();
        handed.put("ARGUMENTS", process == null ? "" : String.join(" ", process.arguments()));
        return handed;
    }

    /** With a space before it; empty when it is not known. */
    public String exitStatus(String instance) {
        OptionalInt status = driver.exitStatus(instance);
        if (status.isEmpty()) {
            return "";
        }
        int code = status.getAsInt();
        return code > 128 ? " by signal " + (code - 128) : " with exit status " + code;
    }
}
