package polis.feed;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemException;
import polis.problem.ProblemType;

/** What can be wrong with a position in a feed. */
enum FeedProblem implements ProblemType {

    EVENTS_GONE;

    @Override
    public HttpStatus status() {
        return HttpStatus.GONE;
    }

    /**
     * What follows a position cannot be told.
     *
     * @param newest the number of the newest event: what is read from now on contains all up to it
     */
    static ProblemException after(long position, long newest) {
        String why = position > newest
                ? "The newest event is %d, so there was never an event %d in this feed: it was set up anew, or restored from a backup."
                        .formatted(newest, position)
                : "The events that follow %d are no longer kept.".formatted(position);
        return new ProblemException(EVENTS_GONE,
                why + " Read anew what you follow (the lists of this service), then go on with after=" + newest + ".")
                .with("resumeAfter", newest);
    }
}
