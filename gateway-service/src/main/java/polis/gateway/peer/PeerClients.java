package polis.gateway.peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import polis.security.ServiceTokenInterceptor;

/** Makes clients of peers' interfaces. They block: use them on virtual threads, never on an event loop. */
@Component
public class PeerClients {

    private final RestClient.Builder rest;
    private final ServiceTokenInterceptor token;

    PeerClients(RestClient.Builder rest, ServiceTokenInterceptor token, FollowSettings settings) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(settings.timeout())
                .version(HttpClient.Version.HTTP_1_1).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(settings.timeout());
        this.rest = rest.requestFactory(requests);
        this.token = token;
    }

    /** A client of the peer that identifies itself as this service. */
    public <T> T of(Class<T> api, URI peer) {
        return proxy(api, rest.clone().requestInterceptor(token).baseUrl(peer.toString()).build());
    }

    /** A client that does not say who it is. */
    public <T> T anonymous(Class<T> api, URI peer) {
        return proxy(api, rest.clone().baseUrl(peer.toString()).build());
    }

    private static <T> T proxy(Class<T> api, RestClient client) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(api);
    }
}
