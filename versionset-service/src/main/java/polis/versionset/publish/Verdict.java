package polis.versionset.publish;

import java.util.List;
import polis.problem.FieldError;
import polis.versionset.manifest.Warning;

/** The answer of a gate to a manifest. */
sealed interface Verdict {

    record Pass() implements Verdict {}

    /** It may be recorded, and whoever applies it is told. */
    record Warn(Warning warning) implements Verdict {}

    record Refuse(List<FieldError> errors) implements Verdict {}

}
