package polis.dependencymap.span;

import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;

// ADR 87
/** A span while it is read. One of them is used for all spans of a list, one after the other. */
public final class Draft {

    public final Tags tags = new Tags();
    public long traceId;
    public long id;
    public long parentId;
    public @Nullable Kind kind;
    public boolean shared;
    public long timestamp;
    public long duration;
    public int instance;
    public @Nullable String service;
    /** True when the span's status says so, whatever its tags say. */
    public boolean failed;
    /** The share of traces that are kept, if the trace state tells. */
    private double share;

    /** A list's spans mostly come from one service. */
    private @Nullable String lastName;
    private @Nullable String lastService;
    private final Memo<String, String> names;
    private final Memo<Remote, Remote> remotes;
    private final Sampling sampling;

    Draft(Memo<String, String> names, Memo<Remote, Remote> remotes, Sampling sampling) {
        this.names = names;
        this.remotes = remotes;
        this.sampling = sampling;
    }

    public void clear() {
        tags.clear();
        traceId = 0;
        id = 0;
        parentId = 0;
        kind = null;
        shared = false;
        timestamp = 0;
        duration = 0;
        instance = 0;
        service = null;
        failed = false;
        share = 0;
    }

    /** Takes the share of traces that are kept from the trace state, if that tells. */
    public void traceState(String state) {
        share = Sampling.shareIn(state);
    }

    public void serve(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            service = null;
            return;
        }
        if (!name.equals(lastName)) {
            lastName = name;
            lastService = names.of(name);
        }
        service = lastService;
    }

    public void address(int hash) {
        instance = instance * 31 + hash;
    }

    public void startedAndEnded(long startNanos, long endNanos) {
        timestamp = Math.max(0, startNanos / 1000);
        duration = endNanos != 0 && endNanos >= startNanos ? Math.max(1, (endNanos - startNanos) / 1000) : 0;
    }

    public Span span() {
        Kind known = tags.kind(kind, service != null);
        Remote remote = tags.remote(known);
        return new Span(traceId, id, parentId, known, shared, failed || tags.isError(), Math.max(0, timestamp),
                Math.max(0, duration), instance, service, remote == null ? null : remotes.of(remote), weight(service));
    }

    /** Returns the span again with what its resource says, where that is told after it. */
    public Span within(Span span, @Nullable String owner, int instance) {
        return new Span(span.traceId(), span.id(), span.parentId(), span.kind(), span.shared(), span.error(),
                span.timestamp(), span.duration(), instance, owner, span.remote(),
                span.weight() > 1 ? span.weight() : sampling.weight(owner, 0, span.traceId()));
    }

    private int weight(@Nullable String owner) {
        return sampling.weight(owner, share > 0 ? share : tags.share(), traceId);
    }
}
