package polis.dependencymap.inbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import polis.dependencymap.link.Batch;
import polis.dependencymap.traffic.Traffic;

/** What is written in one transaction: counts, and how far the inbox is with the spans that they came from. */
record Flush(long number, Traffic traffic, List<Inbox.Mark> marks, List<UUID> finished) {

    static Flush of(long number, Traffic traffic, Collection<Batch> touched) {
        List<Inbox.Mark> marks = new ArrayList<>();
        List<UUID> finished = new ArrayList<>();
        for (Batch batch : touched) {
            if (batch.isFinished()) {
                finished.add(batch.id());
            } else {
                marks.add(new Inbox.Mark(batch.id(), ByteBuffer.wrap(batch.progress())));
            }
        }
        return new Flush(number, traffic, marks, finished);
    }
}
