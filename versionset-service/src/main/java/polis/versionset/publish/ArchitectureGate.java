package polis.versionset.publish;

import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.Warning;
import polis.versionset.revision.RevisionLog;

/** Warns where a manifest takes the place of another architecture. */
final class ArchitectureGate implements Gate {

    private final RevisionLog log;

    ArchitectureGate(RevisionLog log) {
        this.log = log;
    }

    @Override
    public Verdict check(Manifest manifest) {
        return log.current().filter(current -> !current.architecture().equals(manifest.architecture()))
                .<Verdict>map(current -> new Verdict.Warn(new Warning("other-architecture", "/metadata/name",
                        "%s takes the place of %s, the architecture of revision %d; to keep that one, write its name."
                                .formatted(manifest.architecture(), current.architecture(), current.number()))))
                .orElseGet(Verdict.Pass::new);
    }

}
