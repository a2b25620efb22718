package polis.dependencymap.link;

import org.jspecify.annotations.Nullable;

/** A span within its trace, with what was decided about it. */
final class Entry {

    /** Its id and its parent's as they were reported first: by these it is found. */
    final long id;
    final long parentId;
    private final Batch batch;
    private final int position;
    private Span span;
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
        this.span = span;
        this.batch = batch;
        this.position = position;
        this.settled = batch.isSettled(position);
        this.answered = settled;
    }

    Span span() {
        return span;
    }

    Batch batch() {
        return batch;
    }

    boolean is(Kind kind) {
        return span.kind() == kind;
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

    /** Whether this client's call was counted already, for this service's name; that is true of one server's side only. */
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
        span = span.merge(report.span);
        report.copy = copy;
        copy = report;
        if (report.settled) {
            settle();
        }
    }
}
