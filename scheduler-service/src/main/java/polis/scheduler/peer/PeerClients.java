package polis.scheduler.peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import polis.security.ServiceTokenInterceptor;

/**
 * Makes clients of the other services: with the scheduler's token, and never waiting long, as any of them may be away.
 */
@Component
@EnableConfigurationProperties(Peers.class)
public class PeerClients {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final Duration READ = Duration.ofSeconds(3);

    private final RestClient.Builder builder;

    PeerClients(RestClient.Builder builder, ServiceTokenInterceptor token) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .executor(task -> Thread.ofVirtual().name("peer").start(task)).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(READ);
        this.builder = builder.requestFactory(requests).requestInterceptor(token);
    }

    public <T> T client(URI base, Class<T> type) {
        RestClient client = builder.clone().baseUrl(base).build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(type);
    }
}
