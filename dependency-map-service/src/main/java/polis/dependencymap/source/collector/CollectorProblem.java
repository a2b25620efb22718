package polis.dependencymap.source.collector;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** What can be wrong with spans. */
enum CollectorProblem implements ProblemType {

    INVALID_SPANS("invalid-spans", HttpStatus.BAD_REQUEST, "Invalid spans"),
    INGEST_KEY("invalid-ingest-key", HttpStatus.UNAUTHORIZED, "Invalid ingest key");

    private final String slug;
    private final HttpStatus status;
    private final String title;

    CollectorProblem(String slug, HttpStatus status, String title) {
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
