package polis.shop.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import polis.shop.Shop;

/** Sends requests to this process's own port, and ignores the answers. They are not traced. */
@Component
class WarmUpCalls {

    private static final Logger log = LoggerFactory.getLogger(WarmUpCalls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A trace that its beginner decided not to record. */
    private static final String UNTRACED = "00-00000000000000000000000000000001-0000000000000001-00";

    private final WebServerApplicationContext server;
    private final String host;
    private final RestClient client;

    WarmUpCalls(WebServerApplicationContext server, ServerProperties properties) {
        this.server = server;
        this.host = host(properties.getAddress());
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(PATIENCE);
        this.client = RestClient.builder().requestFactory(requests).defaultHeader("traceparent", UNTRACED).build();
    }

    private static String host(@Nullable InetAddress bound) {
        if (bound == null || bound.isAnyLocalAddress()) {
            return "localhost";
        }
        String address = bound.getHostAddress();
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    void of(Shop.WarmUpRequest request) {
        int port = Objects.requireNonNull(server.getWebServer()).getPort();
        String body = request.body();
        RestClient.RequestBodySpec asked = client.method(body == null ? HttpMethod.GET : HttpMethod.POST)
                .uri("http://" + host + ":" + port + request.path());
        try {
            (body == null ? asked : asked.contentType(MediaType.APPLICATION_JSON).body(body))
                    .exchange((_, response) -> response.getBody().readAllBytes().length);
        } catch (RestClientException failed) {
            log.debug("{} could not be requested while warming up", request.path(), failed);
        }
    }

}
