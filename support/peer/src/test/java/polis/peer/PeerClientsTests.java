package polis.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;

class PeerClientsTests {

    private static final URI NOWHERE = URI.create("http://localhost:1");

    interface Echo {

        @GetExchange("/authorization")
        String authorization();
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Echo echo = clients(Duration.ofMillis(100)).client(Echo.class, address(silent.getLocalPort()));
            assertThatThrownBy(echo::authorization).isInstanceOf(ResourceAccessException.class);
        }
    }

    @Test
    void onlyAClientThatIsNotAnonymousSaysWhoItIs() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/authorization", exchange -> {
            byte[] sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("none")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent);
            exchange.close();
        });
        server.start();
        try {
            PeerClients clients = clients(Duration.ofSeconds(10));
            URI peer = address(server.getAddress().getPort());
            assertThat(clients.client(Echo.class, peer).authorization()).isEqualTo("Bearer of-this-service");
            assertThat(clients.anonymous(Echo.class, peer).authorization()).isEqualTo("none");
        } finally {
            server.stop(0);
        }
    }

    private static PeerClients clients(Duration readTimeout) {
        return new PeerClients(RestClient.builder(), (request, body, execution) -> {
            request.getHeaders().setBearerAuth("of-this-service");
            return execution.execute(request, body);
        }, new Peers(NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, Duration.ofSeconds(10), readTimeout));
    }

    private static URI address(int port) {
        return URI.create("http://localhost:" + port);
    }
}
