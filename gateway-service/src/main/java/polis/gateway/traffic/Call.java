package polis.gateway.traffic;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.problem.GatewayProblem;
import polis.gateway.trace.Trace;
import polis.gateway.upstream.Member;
import polis.gateway.upstream.UnaskedOctets;
import polis.gateway.upstream.Upstream;
import polis.problem.ProblemException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClientResponse;

/** One request on its way to an instance, with as many tries as are safe. */
final class Call {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /** So many refused connections in a row are the network's fault, not the instances'. */
    private static final int MOST_TRIES = 4;

    private static final int BAD_GATEWAY = 502;

    private static final int UNAVAILABLE = 503;

    private final ServerWebExchange exchange;

    private final Passage passage;

    private final Upstream upstream;

    private final RequestHead head;

    private final RequestBody body;

    private final ResponseRelay relay;

    private final TrafficSettings settings;

    private final TrafficMeters meters;

    private final HttpMethod method;

    private final boolean idempotent;

    private Duration remaining;

    private final List<Member> tried = new ArrayList<>(2);

    private int tries;

    private boolean repeated;

    Call(ServerWebExchange exchange, Passage passage, Upstream upstream, RequestHead head, TrafficSettings settings,
            TrafficMeters meters) {
        this.exchange = exchange;
        this.passage = passage;
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
            Member member = upstream.enter(tried);
            if (member == null) {
                return Mono.error(Forwarding.noInstance(upstream.service()));
            }
            return attempt(member);
        });
    }

    private Mono<Void> attempt(Member member) {
        tried.add(member);
        tries++;
        Try attempt = new Try(member);
        return Mono.defer(() -> send(attempt)).doOnTerminate(attempt::leave).doOnCancel(attempt::leave)
                .onErrorResume(error -> recover(attempt, error));
    }

    private Mono<Void> send(Try attempt) {
        return attempt.member.client().request(method).uri(passage.path()).send((request, outbound) -> {
            attempt.handed = true;
            if (request instanceof Connection connection) {
                attempt.loop = connection.channel().eventLoop();
                if (UnaskedOctets.close(connection.channel())) {
                    return Mono.error(AbortedException.beforeSend());
                }
            }
            head.write(request.requestHeaders());
            body.declare(request.requestHeaders());
            attempt.leg.passOn(request.requestHeaders());
            attempt.may = timeLeft();
            request.responseTimeout(attempt.may);
            return body.send(outbound);
        }).response((response, content) -> answer(attempt, response, content)).then()
                .cancelOn(Schedulers.fromExecutor(attempt::callOff));
    }

    private Publisher<Void> answer(Try attempt, HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code();
        attempt.status = status;
        boolean refused = status == BAD_GATEWAY || status == UNAVAILABLE;
        if (refused && mayRepeat() && upstream.hasOther(tried)) {
            return Mono.error(new Failure.Refusal(status));
        }
        return relay.pass(response, content);
    }

    private Mono<Void> recover(Try attempt, Throwable error) {
        Failure failure = Failure.of(error, attempt.handed);
        remaining = remaining.minus(attempt.taken());
        if (failure == Failure.UNREACHABLE) {
            upstream.eject(attempt.member);
            meters.ejection(upstream.service());
        }
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        if (tries < MOST_TRIES && remaining.isPositive()) {
            Member next = next(failure);
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

    private @Nullable Member next(Failure failure) {
        if (failure.nothingSent() && body.replayable()) {
            Member another = upstream.enter(tried);
            return another != null || failure != Failure.STALE ? another : upstream.enter(List.of());
        }
        if (!failure.passing() || !mayRepeat()) {
            return null;
        }
        repeated = true;
        Member other = upstream.enter(tried);
        // A single instance may just have closed an old connection; one that is slow is not helped by more work.
        return other != null || failure != Failure.RESET ? other : upstream.enter(List.of());
    }

    private boolean mayRepeat() {
        return idempotent && !repeated && body.replayable() && !exchange.getResponse().isCommitted();
    }

    /** A try leaves time for another one; what may not be sent twice has all of it. */
    private Duration timeLeft() {
        return idempotent ? shorter(remaining, settings.tryTimeout()) : remaining;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Throwable problem(Failure failure, Throwable error) {
        String service = upstream.service();
        return switch (failure) {
            case UNREACHABLE, UNSENT, STALE -> Forwarding.noInstance(service);
            case TIMED_OUT -> new ProblemException(GatewayProblem.UPSTREAM_TIMEOUT,
                    "The service " + service + " did not take the request and answer it in time.", error);
            case CLIENT_STALLED -> new ProblemException(GatewayProblem.REQUEST_TIMEOUT,
                    "The body of the request did not arrive in time. Send it again.", error);
            case INVALID -> new ProblemException(GatewayProblem.UPSTREAM_INVALID, "The service " + service
                    + " sent what is no answer to this request. It may have acted on the request.", error);
            case RESET,
                    REFUSED ->
                new ProblemException(GatewayProblem.UPSTREAM_RESET, "The service " + service
                        + " closed the connection without an answer. It may have acted on the request.", error);
            case OTHER -> error;
        };
    }

    /** One try, holding its place at an instance until it is given back, once. */
    private final class Try {

        private final Member member;

        private final Trace.Leg leg;

        private final long began = System.nanoTime();

        private final AtomicBoolean left = new AtomicBoolean();

        private boolean handed;

        private Duration may = settings.tryTimeout();

        private volatile @Nullable EventLoop loop;

        private int status;

        private Try(Member member) {
            this.member = member;
            this.leg = passage.trace().leg(upstream.service(), member.host(), member.port());
        }

        /**
         * A client that leaves is heard on its own event loop. Called off there, an exchange that ends at the same
         * moment would take along the one that has got its connection next: reactor-netty looks for the connection once
         * more.
         */
        private void callOff(Runnable cancel) {
            EventLoop ours = loop;
            if (ours == null || ours.inEventLoop() || ours.isShuttingDown()) {
                cancel.run();
            } else {
                ours.execute(cancel);
            }
        }

        /** What took longer than a try may is a standstill of ours, or the transfer of a body. */
        private Duration taken() {
            return shorter(Duration.ofNanos(System.nanoTime() - began), may);
        }

        private void leave() {
            if (left.compareAndSet(false, true)) {
                member.leave();
                leg.end(status);
            }
        }
    }
}
