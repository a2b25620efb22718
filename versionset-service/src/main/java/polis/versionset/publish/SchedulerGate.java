package polis.versionset.publish;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestJson;
import polis.versionset.manifest.Service;
import polis.versionset.manifest.Warning;

/** Asks the scheduler what only it knows. That it does not answer keeps nobody from applying a manifest. */
final class SchedulerGate implements Gate {

    private static final Logger log = LoggerFactory.getLogger(SchedulerGate.class);

    private final SchedulerClient scheduler;

    SchedulerGate(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Verdict check(Manifest manifest) {
        if (manifest.services().values().stream().allMatch(Service::isExternal)) {
            return new Verdict.Pass();
        }
        try {
            List<FieldError> errors = scheduler.check(ManifestJson.write(manifest)).findings().stream()
                    .map(finding -> new FieldError(finding.pointer(), finding.detail(), finding.suggestion())).toList();
            return errors.isEmpty() ? new Verdict.Pass() : new Verdict.Refuse(errors);
        } catch (RestClientException | ProblemException away) {
            log.warn("The scheduler could not check a manifest, which is recorded unverified: {}", away.toString());
            return new Verdict.Warn(new Warning("unverified", "",
                    "The scheduler did not answer, so nobody checked that the artifacts exist and that some node has "
                            + "the memory; the rollout will show it."));
        }
    }

}
