package polis.versionset.publish;

import java.util.ArrayList;
import java.util.List;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.versionset.VersionsetProblem;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestReader;
import polis.versionset.manifest.Reading;
import polis.versionset.manifest.Warning;
import polis.versionset.revision.RevisionLog;

/** Takes a manifest from its text to a revision: reads it, asks the gates, records it. A dry run does not record. */
// ADR 90
final class Publisher {

    private final RevisionLog log;
    private final List<Gate> gates;

    Publisher(RevisionLog log, List<Gate> gates) {
        this.log = log;
        this.gates = List.copyOf(gates);
    }

    Applied apply(byte[] text, String author) {
        List<Warning> warnings = new ArrayList<>();
        Manifest manifest = passed(text, warnings);
        RevisionLog.Entry entry = log.record(manifest, author);
        return new Applied(entry.revision(), entry.changed(), manifest.architecture(), warnings, null);
    }

    Applied dryRun(byte[] text) {
        List<Warning> warnings = new ArrayList<>();
        Manifest manifest = passed(text, warnings);
        RevisionLog.Preview preview = log.preview(manifest);
        return new Applied(preview.revision(), preview.changed(), manifest.architecture(), warnings, preview.diff());
    }

    private Manifest passed(byte[] text, List<Warning> warnings) {
        return switch (ManifestReader.read(text)) {
            case Reading.Rejected(List<FieldError> errors) -> throw invalid(errors);
            case Reading.Accepted(Manifest manifest, List<Warning> found) -> {
                warnings.addAll(found);
                List<FieldError> errors = new ArrayList<>();
                for (Gate gate : gates) {
                    switch (gate.check(manifest)) {
                        case Verdict.Pass pass -> {
                        }
                        case Verdict.Warn(Warning warning) -> warnings.add(warning);
                        case Verdict.Refuse(List<FieldError> refused) -> errors.addAll(refused);
                    }
                }
                if (!errors.isEmpty()) {
                    throw invalid(errors);
                }
                yield manifest;
            }
        };
    }

    private static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(VersionsetProblem.INVALID_MANIFEST, "The manifest was not applied; correct the "
                + (errors.size() == 1 ? "error below" : errors.size() + " errors below") + " and apply it again.",
                errors);
    }

}
