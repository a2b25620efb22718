package polis.dependencymap.name;

/** When a name was first and last mentioned, in milliseconds. A lost update of the last moment costs nothing. */
final class Mention {

    private final long first;
    private volatile long last;
    private volatile long kept;

    Mention(long first, long last) {
        this.first = first;
        this.last = last;
        this.kept = last;
    }

    void again(long now) {
        // Most are mentioned all the time: a line of memory that all threads write would be passed about.
        if (now - last > 1000) {
            last = now;
        }
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Returns whether the last moment is this much later than the one that is kept. */
    boolean isLaterThanKept(long millis) {
        return last - kept >= millis;
    }

    void keep(long until) {
        kept = until;
    }
}
