package polis.dependencymap.link;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A span within its trace, with what was decided about it. It takes over what the span says instead of holding it: as
 * long as a trace is remembered this is one object for the collector to copy and not two.
 */
final class Entry {

    private final long id;
    private long parentId;
    private long timestamp;
    private long duration;
    private final int instance;
    private int weight;
    private Kind kind;
    private boolean shared;
    private boolean error;
    private final @Nullable String service;
    private @Nullable Remote remote;
    private final Batch batch;
    private final int position;
    private boolean settled;
    private @Nullable Entry copy;

    /** The other side of the call is known. */
    boolean answered;
    /** A server's side that was decided while nobody was known who called it: who comes late still may have. */
    boolean uncalled;
    /** The name that a client's call was counted for because its server side had not come in time. */
    @Nullable
    String guessed;
    /** The next entry with the same id, and the next one with the same parent. */
    @Nullable
    Entry twin;
    @Nullable
    Entry sibling;

    Entry(Span span, Batch batch, int position) {
        this.id = span.id();
        this.parentId = span.parentId();
        this.timestamp = span.timestamp();
        this.duration = span.duration();
        this.instance = span.instance();
        this.weight = span.weight();
        this.kind = span.kind();
        this.shared = span.shared();
        this.error = span.error();
        this.service = span.service();
        this.remote = span.remote();
        this.batch = batch;
        this.position = position;
        this.settled = batch.isSettled(position);
        this.answered = settled;
    }

    long id() {
        return id;
    }

    long parentId() {
        return parentId;
    }

    Kind kind() {
        return kind;
    }

    boolean shared() {
        return shared;
    }

    boolean error() {
        return error;
    }

    long timestamp() {
        return timestamp;
    }

    long duration() {
        return duration;
    }

    int weight() {
        return weight;
    }

    @Nullable
    String service() {
        return service;
    }

    @Nullable
    Remote remote() {
        return remote;
    }

    boolean isRoot() {
        return parentId == 0;
    }

    /** Returns whether nothing more is to be expected for this span: messages need no end. */
    boolean isFinished() {
        return duration > 0 || isMessage();
    }

    /** Returns whether both are reports of one and the same span: delivered twice, or in parts. */
    boolean isSameAs(Entry other) {
        return id == other.id && instance == other.instance && Objects.equals(service, other.service)
                && (kind == other.kind || kind == Kind.LOCAL || other.kind == Kind.LOCAL);
    }

    Batch batch() {
        return batch;
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isMessage() {
        return is(Kind.PRODUCER) || is(Kind.CONSUMER);
    }

    boolean isSettled() {
        return settled;
    }

    boolean isClosed() {
        return batch.isClosed(position);
    }

    /** What the span says is in the counts now. */
    void settle() {
        for (Entry each = this; each != null; each = each.copy) {
            each.settled = true;
            each.batch.settle(each.position);
        }
    }

    void close() {
        settle();
        batch.close(position);
    }

    /** Returns whether this client's call was counted already for this service's name, once for each guess. */
    boolean takesGuess(@Nullable String service) {
        boolean guessedIt = service != null && service.equals(guessed);
        if (guessedIt) {
            guessed = null;
        }
        return guessedIt;
    }

    /** Another report of the same span: it adds to it as long as it is not counted, and shares its fate. */
    void absorb(Entry report) {
        if (settled) {
            report.settle();
            return;
        }
        merge(report);
        report.copy = copy;
        copy = report;
        if (report.settled) {
            settle();
        }
    }

    /** One span of two reports of it: the longer duration, any error, whatever either of them knows. */
    private void merge(Entry report) {
        // An entry that has a parent keeps it: by that it is found.
        parentId = parentId == 0 ? report.parentId : parentId;
        kind = kind == Kind.LOCAL ? report.kind : kind;
        shared |= report.shared;
        error |= report.error;
        timestamp = timestamp == 0 ? report.timestamp : timestamp;
        duration = Math.max(duration, report.duration);
        remote = remote == null ? report.remote : remote;
        weight = Math.max(weight, report.weight);
    }
}
