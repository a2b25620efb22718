package polis.gateway;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong with a request of {@link NonceLog}, and with which statuses it may end; 0 is a connection that broke.
 */
enum Fault {

    NONE(480, 200),
    CHUNKED(60, 200),
    CLOSED(20, 200),
    HEAD(20, 200),

    // By the instance.
    HINTS(60, 200),
    PROCESSING(40, 200),
    CONTINUES(20, 200),
    UPGRADE(25, 502),
    SURPLUS(40, 200),
    HALF_SURPLUS(20, 200),
    SECOND(40, 200),
    LATE(25, 200),
    TRUNCATED(25, 0, 502),
    UNENDED(20, 0, 502),
    RESET(20, 502),
    GARBAGE(20, 502),

    // By the client.
    BAD_CHUNK(35, 400),
    LEAVES(25, 0),
    BREAKS(25, 0),
    LEAVES_CHUNKS(25, 0),
    FORSAKES(15, 0),
    STALLS(4, 408),
    SLOW_HEAD(3, 408),
    CONNECT(12, 405),
    TRACE(12, 405),
    SPOOF(40, 200);

    private static final int SUM = List.of(values()).stream().mapToInt(fault -> fault.weight).sum();

    private final int weight;

    final List<Integer> ends;

    Fault(int weight, Integer... ends) {
        this.weight = weight;
        this.ends = List.of(ends);
    }

    static Fault draw(SplittableRandom random) {
        int left = random.nextInt(SUM);
        for (Fault fault : values()) {
            left -= fault.weight;
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException();
    }

    /** Returns whether the client is at fault, and so the instance gets no whole body. */
    boolean incomplete() {
        return this == BAD_CHUNK || this == LEAVES || this == BREAKS || this == LEAVES_CHUNKS || this == STALLS;
    }
}
