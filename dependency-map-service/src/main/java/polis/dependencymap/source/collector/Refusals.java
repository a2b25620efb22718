package polis.dependencymap.source.collector;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.inbox.InboxFullException;
import polis.dependencymap.inbox.InboxUnavailableException;
import polis.dependencymap.name.NamesFullException;
import polis.dependencymap.span.UnreadableSpansException;
import polis.problem.ProblemException;
import polis.problem.ProblemMapping;
import polis.problem.StandardProblem;

/** How reporters are told that their spans were not taken. */
@Component
final class Refusals implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return switch (failure) {
            case UnreadableSpansException e -> new ProblemException(CollectorProblem.INVALID_SPANS,
                    "The body is not a list of spans, and none of it was counted: send Zipkin JSON v2, proto3 or OTLP. "
                            + e.getMessage())
                    .with("offset", e.offset());
            case InboxFullException e -> busy(e.getMessage());
            case NamesFullException e -> new ProblemException(StandardProblem.TOO_MANY_REQUESTS, e.getMessage()
                    + " None of these spans was counted. Names that came once are forgotten after polis.map.names.passing; to admit a service now, describe it in the registry, or raise polis.map.names.most with the heap.")
                    .header("Retry-After", "30");
            case InboxUnavailableException e -> new ProblemException(StandardProblem.DATABASE_UNAVAILABLE,
                    "The database does not keep spans now, so none of these was taken: send them again after the time in Retry-After.",
                    e).header("Retry-After", "2");
            default -> null;
        };
    }

    static ProblemException busy(@Nullable String reason) {
        return new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                reason + " Send them again after the time in Retry-After.").header("Retry-After", "1");
    }
}
