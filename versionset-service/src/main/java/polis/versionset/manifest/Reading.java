package polis.versionset.manifest;

import java.util.List;
import polis.problem.FieldError;

/** The result of reading a manifest. */
public sealed interface Reading {

    record Accepted(Manifest manifest, List<Warning> warnings) implements Reading {}

    record Rejected(List<FieldError> errors) implements Reading {}

}
