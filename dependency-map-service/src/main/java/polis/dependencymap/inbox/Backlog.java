package polis.dependencymap.inbox;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the spans that are in memory: those on their way to the linker and those that it holds. */
final class Backlog {

    private final int capacity;
    private final AtomicInteger underway = new AtomicInteger();
    private volatile int held;

    Backlog(int capacity) {
        this.capacity = capacity;
    }

    /** Makes room for spans; returns whether there is any. A list longer than the capacity is let in alone. */
    boolean reserve(int spans) {
        while (true) {
            int before = underway.get();
            int all = before + held;
            if (all > 0 && all + spans > capacity) {
                return false;
            }
            if (underway.compareAndSet(before, before + spans)) {
                return true;
            }
        }
    }

    /** Spans that did not come to be. */
    void release(int spans) {
        underway.addAndGet(-spans);
    }

    /** Spans that reached the linker, which now holds so many. */
    void linked(int spans, int nowHeld) {
        held = nowHeld;
        underway.addAndGet(-spans);
    }

    void holds(int spans) {
        held = spans;
    }

    int size() {
        return underway.get() + held;
    }

    /** Returns whether most lists of spans would be refused by now: better said before they are decoded. */
    boolean isFull() {
        return size() > capacity - capacity / 64;
    }

    int capacity() {
        return capacity;
    }

    boolean hasRoom() {
        return size() < capacity / 2;
    }
}
