package polis.versionset.revision;

/** What became of a revision. */
// ADR 4
enum RevisionStatus {
    /** Asked for; the outcome is not known yet. */
    RECORDED,
    /** Was seen running, every instance healthy. */
    HEALTHY,
    /** Was given up: it gives way to the last one that was not. */
    FAILED
}
