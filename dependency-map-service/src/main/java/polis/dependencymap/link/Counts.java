package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what the linker finds until it is drained. */
final class Counts {

    private List<Call> calls = new ArrayList<>();
    private List<Served> served = new ArrayList<>();
    private Set<Batch> touched = identitySet();

    void call(@Nullable String from, NodeType fromType, @Nullable String to, NodeType toType, boolean asynchronous,
            boolean error, long timestamp, long duration, int weight) {
        if (from != null && to != null) {
            calls.add(new Call(from, fromType, to, toType, asynchronous, error, timestamp, duration, weight));
        }
    }

    void served(Entry span) {
        if (span.service() != null) {
            served.add(new Served(span.service(), span));
        }
    }

    void settled(Entry entry) {
        entry.settle();
        touched(entry.batch());
    }

    void touched(Batch batch) {
        if (!batch.touched) {
            batch.touched = true;
            touched.add(batch);
        }
    }

    int size() {
        return calls.size() + served.size();
    }

    Links drain() {
        touched.forEach(batch -> batch.touched = false);
        var links = new Links(calls, served, touched);
        calls = new ArrayList<>();
        served = new ArrayList<>();
        touched = identitySet();
        return links;
    }

    private static Set<Batch> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
