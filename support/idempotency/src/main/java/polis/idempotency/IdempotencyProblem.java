package polis.idempotency;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

enum IdempotencyProblem implements ProblemType {

    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    IDEMPOTENCY_KEY_IN_PROGRESS(HttpStatus.CONFLICT),
    IDEMPOTENCY_ANSWER_LOST(HttpStatus.CONFLICT),

    ALREADY_ANSWERED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    IdempotencyProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
