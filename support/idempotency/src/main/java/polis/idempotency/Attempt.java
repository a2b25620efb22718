package polis.idempotency;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of the attempt to claim a key for a request. */
sealed interface Attempt {

    /** The request is to be carried out under this claim. */
    record Claimed(UUID claim) implements Attempt {}

    /** The request was carried out before, with this answer. */
    record Answered(Answer answer) implements Attempt {}

    /**
     * The request was carried out before, and its answer was not to be kept.
     *
     * @param location where the answer said that what was made is found
     */
    record Told(@Nullable String location) implements Attempt {}

    /** The same request runs just now. */
    record InProgress() implements Attempt {}

    /** The request was carried out, but the process ended before its answer was stored. */
    record AnswerLost() implements Attempt {}

    /** The key was used for another request. */
    record Reused() implements Attempt {}

    /** What is kept of an answer; no body where that was secret. */
    final class Answer {

        private final int status;
        private final Map<String, String> headers;
        private final byte @Nullable [] body;

        Answer(int status, Map<String, String> headers, byte @Nullable [] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte @Nullable [] body() {
            return body;
        }
    }
}
