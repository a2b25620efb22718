package polis.dependencymap.source.collector;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** What can be wrong with spans. */
enum CollectorProblem implements ProblemType {

    INVALID_SPANS(HttpStatus.BAD_REQUEST), INVALID_INGEST_KEY(HttpStatus.UNAUTHORIZED);

    private final HttpStatus status;

    CollectorProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
