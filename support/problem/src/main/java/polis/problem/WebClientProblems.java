package polis.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.resource.NoResourceFoundException;

/** The reactive counterparts of what {@link UpstreamProblems} and {@link MvcProblems} know. */
@Order(70)
final class WebClientProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return switch (failure) {
            case WebClientRequestException _ -> UpstreamProblems.unavailable(failure);
            case WebClientResponseException e when e.getStatusCode().is5xxServerError() ->
                UpstreamProblems.unavailable(failure);
            case NoResourceFoundException _ -> StatusProblems.nothingHere(failure);
            default -> null;
        };
    }
}
