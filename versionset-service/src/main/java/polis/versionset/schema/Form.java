package polis.versionset.schema;

/** Which of its two forms a document has. */
public enum Form {
    /** As people write it: defaults left out. */
    WRITTEN,
    /** As it is kept and read by other services: every default is there. */
    NORMAL
}
