package polis.versionset.manifest;

/** Who runs a service. */
// ADR 1
enum RuntimeKind {
    /** The scheduler starts it as processes. */
    PROCESS,
    /** Somebody else runs it, Polis observes it. */
    EXTERNAL
}
