package polis.problem;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers an exchange with the problem document of a failure. */
public final class ReactiveProblemWriter {

    private final Problems problems;

    ReactiveProblemWriter(Problems problems) {
        this.problems = problems;
    }

    /** Fails with {@code failure} itself when the answer has already begun. */
    public Mono<Void> write(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        Problems.Answer answer = problems.answer(failure);
        if (!response.setStatusCode(HttpStatusCode.valueOf(answer.status()))) {
            return Mono.error(failure);
        }
        answer.headers().forEach((name, value) -> response.getHeaders().set(name, value));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        DataBuffer body = response.bufferFactory().wrap(answer.body().getBytes(StandardCharsets.UTF_8));
        response.getHeaders().setContentLength(body.readableByteCount());
        return response.writeWith(Mono.just(body));
    }
}
