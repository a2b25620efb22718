package polis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import polis.clock.test.SettableClock;
import polis.problem.StandardProblem;

class ServiceTokenTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final TestIssuer issuer = new TestIssuer();
    private final ServiceToken token = token("secret");

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void oneTokenServesAllWhoAsk() throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                callers.execute(token::value);
            }
        }
        assertThat(token.value()).isEqualTo(token.value());
        assertThat(issuer.tokensIssued).hasValue(1);
    }

    @Test
    void fromHalfOfItsLifeOnItIsRenewedInTheBackground() {
        String first = token.value();
        clock.advance(Duration.ofSeconds(301));
        assertThat(token.value()).isEqualTo(first);
        await().untilAsserted(() -> assertThat(token.value()).isNotEqualTo(first));
        assertThat(issuer.tokensIssued).hasValue(2);
    }

    @Test
    void itServesToItsEndWhileTheIssuerIsAwayAndThenSaysSo() {
        String first = token.value();
        issuer.stop();
        clock.advance(Duration.ofSeconds(590));
        assertThat(token.value()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(15));
        assertThatThrownBy(token::value).isInstanceOfSatisfying(ServiceTokenUnavailableException.class,
                failure -> assertThat(failure.type()).isEqualTo(StandardProblem.UPSTREAM_UNAVAILABLE));
        issuer.start();
        await().untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(2));
            assertThat(token.value()).isNotEqualTo(first);
        });
    }

    @Test
    void aWrongSecretIsAnUnavailableTokenToo() {
        assertThatThrownBy(token("wrong")::value).isInstanceOf(ServiceTokenUnavailableException.class)
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(new ServiceToken(new IssuerHttp(), issuer.uri("/oauth2/token"),
                new SecurityProperties.Client(null, null), clock)::value)
                .isInstanceOf(ServiceTokenUnavailableException.class);
    }

    @Test
    void aTokenThatAPeerRefusesIsReplacedOnce() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        peer.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = new String(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(seen.size() == 1 ? 401 : body.equals("hello") ? 200 : 400, -1);
            exchange.close();
        });
        peer.start();
        try {
            assertThat(RestClient.builder().requestInterceptor(new ServiceTokenInterceptor(token)).build().post()
                    .uri("http://127.0.0.1:" + peer.getAddress().getPort() + "/").body("hello").retrieve()
                    .toBodilessEntity().getStatusCode().value()).isEqualTo(200);
        } finally {
            peer.stop(0);
        }
        assertThat(seen).hasSize(2).doesNotHaveDuplicates().allMatch(header -> header.startsWith("Bearer "));
    }

    private ServiceToken token(String secret) {
        return new ServiceToken(new IssuerHttp(), issuer.uri("/oauth2/token"),
                new SecurityProperties.Client("scheduler", secret), clock);
    }
}
