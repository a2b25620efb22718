package polis.scheduler.workload;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Artifacts;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;

/** Gathers what an instance's process is started with, and has the driver start it. */
@Component
public class Launcher {

    private final Driver driver;
    private final Artifacts artifacts;
    private final Revisions revisions;
    private final WorkloadEnvironment environment;

    Launcher(Driver driver, Artifacts artifacts, Revisions revisions, WorkloadEnvironment environment) {
        this.driver = driver;
        this.artifacts = artifacts;
        this.revisions = revisions;
        this.environment = environment;
    }

    /** Its manifest leaves it to the scheduler what it registers with. */
    public static boolean needsCredential(Instance instance) {
        return WorkloadEnvironment.needsCredential(instance);
    }

    /**
     * Starts the instance's process, or finds the one that was started before.
     *
     * @param credential what it registers with; null where its manifest says that itself
     * @throws IOException it could not be started; there is no process
     */
    public RunningProcess start(Instance instance, @Nullable Credential credential) throws IOException {
        ProcessSpec process = instance.target().process();
        String jar = process == null ? null : process.jar();
        String path = jar == null ? null : artifacts.find(jar).orElse(null);
        if (process == null || path == null) {
            throw new IOException("there is no " + jar + " in the artifact root");
        }
        return driver.start(new Driver.Launch(instance.id(), revisions.architecture(instance.revision()), path,
                process.arguments(), environment.of(instance, credential), process.memory()));
    }
}
