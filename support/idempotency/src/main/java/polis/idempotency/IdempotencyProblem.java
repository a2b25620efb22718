package polis.idempotency;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

enum IdempotencyProblem implements ProblemType {

    KEY_REUSED("idempotency-key-reused", HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency key reused"),
    IN_PROGRESS("idempotency-key-in-progress", HttpStatus.CONFLICT, "Request in progress"),
    ANSWER_LOST("idempotency-answer-lost", HttpStatus.CONFLICT, "Answer lost"),

    ALREADY_ANSWERED("already-answered", HttpStatus.CONFLICT, "Already answered");

    private final String slug;
    private final HttpStatus status;
    private final String title;

    IdempotencyProblem(String slug, HttpStatus status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
