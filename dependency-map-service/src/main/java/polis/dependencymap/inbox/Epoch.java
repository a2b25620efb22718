package polis.dependencymap.inbox;

/** The epoch under which this process writes: none before it has taken over, none after another one has. */
final class Epoch {

    private static final long NONE = 0;

    private volatile long number = NONE;

    void begin(long taken) {
        number = taken;
    }

    void end() {
        number = NONE;
    }

    boolean isOurs() {
        return number != NONE;
    }

    long current() {
        long now = number;
        if (now == NONE) {
            throw new TakenOverException();
        }
        return now;
    }
}
