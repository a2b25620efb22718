package polis.versionset.revision;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.versionset.manifest.Manifest;

/** Asks the scheduler what only it knows. That it does not answer keeps nobody from applying a manifest. */
@Component
class ManifestCheck {

    sealed interface Result {}

    record Passed() implements Result {}

    record Refused(List<FieldError> errors) implements Result {}

    record Unverified(String reason) implements Result {}

    private static final Logger log = LoggerFactory.getLogger(ManifestCheck.class);

    private final SchedulerClient scheduler;

    ManifestCheck(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    Result of(Manifest manifest) {
        if (manifest.services().values().stream()
                .allMatch(service -> service.runtime() == Manifest.RuntimeKind.EXTERNAL)) {
            return new Passed();
        }
        try {
            List<FieldError> errors = scheduler.check(manifest).findings().stream()
                    .map(finding -> new FieldError(finding.pointer(), finding.detail(), finding.suggestion())).toList();
            return errors.isEmpty() ? new Passed() : new Refused(errors);
        } catch (RestClientException | ProblemException away) {
            log.warn("The scheduler could not check a manifest: {}", away.toString());
            return new Unverified("The scheduler did not answer, so nobody checked that the artifacts exist and that "
                    + "some node has the memory.");
        }
    }

}
