package polis.problem;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** Turns any failure into the problem document that the client gets, and logs what the client must not see. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemMapping> mappings;
    private final JsonMapper json;

    Problems(List<ProblemMapping> mappings, JsonMapper json) {
        this.mappings = List.copyOf(mappings);
        this.json = json;
    }

    Answer answer(Throwable failure) {
        ProblemException problem = problem(failure);
        if (problem == null) {
            return internal(failure);
        }
        if (problem.type().status().is5xxServerError()) {
            log.warn("{}: {}", problem.type().slug(), rootMessage(failure));
        } else {
            log.debug("{}: {}", problem.type().slug(), problem.detail());
        }
        return answer(problem);
    }

    private @Nullable ProblemException problem(Throwable failure) {
        ProblemException thrown = Causes.find(ProblemException.class, failure);
        if (thrown != null) {
            return thrown;
        }
        for (ProblemMapping mapping : mappings) {
            ProblemException mapped = mapping.map(failure);
            if (mapped != null) {
                return mapped;
            }
        }
        return null;
    }

    private Answer internal(Throwable failure) {
        String traceId = traceId();
        log.error("Request failed, trace id {}", traceId, failure);
        return answer(new ProblemException(StandardProblem.INTERNAL_ERROR,
                "The service failed. Look in its log for this trace id.").with("traceId", traceId));
    }

    private Answer answer(ProblemException problem) {
        return new Answer(problem.type().status().value(), problem.headers(),
                json.writeValueAsString(problem.document()));
    }

    /**
     * Without tracing there is no id in the logging context: one is made up, so that the answer still finds its log.
     */
    private static String traceId() {
        String traceId = MDC.get("traceId");
        return traceId != null ? traceId : UUID.randomUUID().toString().replace("-", "");
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = Causes.of(failure).reduce(failure, (outer, inner) -> inner);
        return failure.getCause() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " / " + root.getMessage();
    }

    /** What goes over the wire; the body is JSON of the media type {@code application/problem+json}. */
    record Answer(int status, Map<String, String> headers, String body) {}
}
