package polis.dependencymap.source.collector;

import java.util.concurrent.atomic.AtomicLong;

/** The heap that requests may take for what they carry: a flood is refused at once instead of piling up. */
final class DecodingMemory {

    /** What a byte of spans costs until it is decoded: itself, its copy, and objects of four times its size. */
    private static final int COST = 6;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    DecodingMemory(long limit) {
        this.limit = limit;
    }

    /** Returns the longest body that can be served at all, alone. */
    long most() {
        return limit / COST;
    }

    /** Takes memory for bytes. A single request may exceed the limit: otherwise it could never be served. */
    boolean take(long bytes, boolean alone) {
        long cost = bytes * COST;
        long before = taken.getAndAdd(cost);
        if (before + cost <= limit || (alone && before == 0)) {
            return true;
        }
        taken.addAndGet(-cost);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes * COST);
    }

    long taken() {
        return taken.get();
    }
}
