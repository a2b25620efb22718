package polis.dependencymap.link;

import java.time.Instant;
import java.util.BitSet;
import java.util.UUID;

/**
 * Spans that arrived together, and how far the linker is with them. A span is settled once its call is in the counts,
 * and closed once its trace was decided: neither may happen to it again, also not when the batch is read anew after a
 * crash. The batch is finished once all of its spans are closed.
 */
public final class Batch {

    private final UUID id;
    private final Instant receivedAt;
    /** Two bits a span: settled, closed. */
    private final BitSet progress;
    private int open;
    /** True while it is among those that were touched since the last time. */
    boolean touched;

    public Batch(UUID id, Instant receivedAt) {
        this(id, receivedAt, new byte[0]);
    }

    /** A batch that an earlier life had come some way with: see {@link #progress()}. */
    public Batch(UUID id, Instant receivedAt, byte[] progress) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.progress = BitSet.valueOf(progress);
    }

    public UUID id() {
        return id;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public byte[] progress() {
        return progress.toByteArray();
    }

    /** Returns whether nothing in it is waited for. True as well before its first span is added. */
    public boolean isFinished() {
        return open == 0;
    }

    boolean isSettled(int position) {
        return progress.get(2 * position);
    }

    void settle(int position) {
        progress.set(2 * position);
    }

    boolean isClosed(int position) {
        return progress.get(2 * position + 1);
    }

    void open() {
        open++;
    }

    void close(int position) {
        progress.set(2 * position + 1);
        open--;
    }
}
