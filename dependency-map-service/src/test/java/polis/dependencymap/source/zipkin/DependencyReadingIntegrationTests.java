package polis.dependencymap.source.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import polis.dependencymap.MapScenario;
import polis.postgres.test.PostgresTest;

@PostgresTest(value = "dependency_map", dedicated = true)
@TestPropertySource(properties = {"polis.map.zipkin.interval=200ms", "polis.map.zipkin.read=dependencies"})
class DependencyReadingIntegrationTests extends MapScenario {

    private static final AtomicLong calls = new AtomicLong(1_000);
    /** As long as the context that asks it, which a second try of this class finds again. */
    private static final HttpServer zipkin = zipkin();

    @DynamicPropertySource
    static void zipkin(DynamicPropertyRegistry properties) {
        properties.add("polis.map.zipkin.url", () -> "http://127.0.0.1:" + zipkin.getAddress().getPort());
    }

    @Test
    void whatTheJobHasJoinedIsCountedAndWhatItAddsLater() {
        awaitEdges("web>cart 1000", "cart>mysql 7");
        calls.set(1_500);
        awaitEdges("web>cart 1500", "cart>mysql 7");
        assertThat(edges()).hasSize(2);
    }

    private static HttpServer zipkin() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v2/dependencies", exchange -> {
                // Yesterday's links end a millisecond before midnight.
                boolean yesterday = (Long
                        .parseLong(exchange.getRequestURI().getQuery().replaceAll("endTs=(\\d+).*", "$1")) + 1)
                        % 86_400_000 == 0;
                byte[] body = (yesterday ? "[]" : """
                        [{"parent":"web","child":"cart","callCount":%d,"errorCount":3},
                        {"parent":"cart","child":"mysql","callCount":7}]""".formatted(calls.get()))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
