package polis.gateway.forward;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.problem.GatewayProblem;
import polis.gateway.trace.ClientSpan;
import polis.gateway.upstream.ConnectionSlot;
import polis.gateway.upstream.Upstream;
import polis.gateway.upstream.UpstreamInstance;
import polis.problem.ProblemException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClientResponse;

/** One request on its way to an instance, with as many attempts as are safe. */
// ADR 16, ADR 17
final class Call {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /** So many refused connections in a row are the network's fault, not the instances'. */
    private static final int MOST_ATTEMPTS = 4;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final String MAY_HAVE_ACTED = " It may have acted on the request: check before you send it again.";

    private final ServerWebExchange exchange;
    private final RequestContext context;
    private final Upstream upstream;
    private final RequestHead head;
    private final RequestBody body;
    private final ResponseRelay relay;
    private final ForwardSettings settings;
    private final AttemptMeters meters;
    private final HttpMethod method;
    private final boolean idempotent;
    private Duration remaining;
    private final List<UpstreamInstance> tried = new ArrayList<>(2);
    private int attempts;
    private boolean repeated;

    Call(ServerWebExchange exchange, RequestContext context, Upstream upstream, RequestHead head,
            ForwardSettings settings, AttemptMeters meters) {
        this.exchange = exchange;
        this.context = context;
        this.upstream = upstream;
        this.head = head;
        this.settings = settings;
        this.meters = meters;
        this.method = HttpMethod.valueOf(exchange.getRequest().getMethod().name());
        this.idempotent = IDEMPOTENT.contains(method.name());
        this.body = new RequestBody(exchange.getRequest(), idempotent ? settings.replay().toBytes() : 0,
                settings.idleTimeout());
        this.relay = new ResponseRelay(exchange.getResponse(), settings.idleTimeout());
        this.remaining = settings.totalTimeout();
    }

    Mono<Void> run() {
        return Mono.defer(() -> {
            ConnectionSlot slot = upstream.acquire(tried);
            return slot == null ? Mono.error(upstream.noInstance()) : attempt(slot);
        });
    }

    private Mono<Void> attempt(ConnectionSlot slot) {
        UpstreamInstance instance = slot.instance();
        tried.add(instance);
        attempts++;
        ClientSpan span = context.trace().clientSpan(upstream.service(), instance.host(), instance.port());
        Attempt attempt = new Attempt(slot, span, settings.tryTimeout());
        return Mono.defer(() -> send(attempt)).doOnTerminate(attempt::end).doOnCancel(attempt::end)
                .onErrorResume(error -> recover(attempt, error));
    }

    private Mono<Void> send(Attempt attempt) {
        return attempt.instance().client().request(method).uri(context.path()).send((request, outbound) -> {
            if (!attempt.handTo(request)) {
                return Mono.error(AbortedException.beforeSend());
            }
            head.write(request.requestHeaders());
            body.declare(request.requestHeaders());
            attempt.start(request, timeLeft());
            return body.send(outbound);
        }).response((response, content) -> answer(attempt, response, content)).then()
                .cancelOn(Schedulers.fromExecutor(attempt::cancel));
    }

    private Publisher<Void> answer(Attempt attempt, HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code();
        attempt.answered(status);
        boolean refused = status == BAD_GATEWAY || status == UNAVAILABLE;
        if (refused && mayRepeat() && upstream.hasOther(tried)) {
            return Mono.error(new Failure.Refusal(status));
        }
        return relay.pass(response, content);
    }

    private Mono<Void> recover(Attempt attempt, Throwable error) {
        Failure failure = Failure.of(error, attempt.handed());
        remaining = remaining.minus(attempt.taken());
        if (failure == Failure.UNREACHABLE) {
            upstream.eject(attempt.instance());
            meters.ejection(upstream.service());
        }
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (attempts < MOST_ATTEMPTS && remaining.isPositive()) {
            ConnectionSlot next = next(failure);
            if (next != null) {
                meters.retry(upstream.service());
                beginTheAnswerAnew();
                return attempt(next);
            }
        }
        return Mono.error(problem(failure, error));
    }

    /** With the framing that reactor-netty gave it: without any, half an answer would end like a whole one. */
    private void beginTheAnswerAnew() {
        exchange.getResponse().getHeaders().clear();
        exchange.getResponse().getHeaders().set("Transfer-Encoding", "chunked");
    }

    private @Nullable ConnectionSlot next(Failure failure) {
        if (failure.nothingSent() && body.replayable()) {
            ConnectionSlot another = upstream.acquire(tried);
            return another != null || failure != Failure.STALE ? another : upstream.acquire(List.of());
        }
        if (!failure.passing() || !mayRepeat()) {
            return null;
        }
        repeated = true;
        ConnectionSlot other = upstream.acquire(tried);
        // A single instance may just have closed an old connection; one that is slow is not helped by more work.
        return other != null || failure != Failure.RESET ? other : upstream.acquire(List.of());
    }

    private boolean mayRepeat() {
        return idempotent && !repeated && body.replayable() && !exchange.getResponse().isCommitted();
    }

    /** An attempt leaves time for another one; what may not be sent twice has all of it. */
    private Duration timeLeft() {
        return idempotent && settings.tryTimeout().compareTo(remaining) < 0 ? settings.tryTimeout() : remaining;
    }

    private Throwable problem(Failure failure, Throwable error) {
        String service = upstream.service();
        return switch (failure) {
            case UNREACHABLE, UNSENT, STALE -> upstream.noInstance();
            case TIMED_OUT -> new ProblemException(GatewayProblem.UPSTREAM_TIMEOUT,
                    "The service " + service + " did not take the request and answer it in time." + MAY_HAVE_ACTED,
                    error);
            case CLIENT_STALLED -> new ProblemException(GatewayProblem.REQUEST_TIMEOUT,
                    "The body of the request did not arrive in time. Send it again.", error);
            case INVALID -> new ProblemException(GatewayProblem.UPSTREAM_INVALID,
                    "The service " + service + " sent an invalid response." + MAY_HAVE_ACTED, error);
            case RESET, REFUSED -> new ProblemException(GatewayProblem.UPSTREAM_RESET,
                    "The service " + service + " closed the connection without a response." + MAY_HAVE_ACTED, error);
            case OTHER -> error;
        };
    }
}
