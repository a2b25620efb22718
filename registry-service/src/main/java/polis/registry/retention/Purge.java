package polis.registry.retention;

/** Something that is remembered for a time only. Several nodes may forget it at once. */
public interface Purge {

    /** Names what is deleted, for the log: "instances that …". */
    String what();

    /**
     * Deletes what is due and returns how much that was. In small batches, so that whoever writes never waits for long.
     */
    int purge();
}
