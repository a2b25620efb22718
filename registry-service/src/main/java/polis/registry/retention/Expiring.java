package polis.registry.retention;

/** Something that is remembered for a time only. Several nodes may forget it at once. */
public interface Expiring {

    /** What is forgotten, for those who read the log: "instances that …". */
    String what();

    /**
     * Forgets what is due and says how much that was. In small batches, so that whoever writes never waits for long.
     */
    int purge();
}
