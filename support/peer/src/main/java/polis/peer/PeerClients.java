package polis.peer;

import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients of interfaces with {@code @HttpExchange} methods. They give up in time and block: use them on virtual
 * threads, never on an event loop.
 */
public final class PeerClients {

    private final RestClient.Builder rest;
    private final ClientHttpRequestInterceptor identity;

    PeerClients(RestClient.Builder rest, ClientHttpRequestInterceptor identity, Peers peers) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(peers.connectTimeout()).executor(task -> Thread.ofVirtual().name("peer").start(task))
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(peers.readTimeout());
        this.rest = rest.requestFactory(requests);
        this.identity = identity;
    }

    /** Returns a client of the peer that identifies itself as this service. */
    public <T> T client(Class<T> api, URI peer) {
        return proxy(api, rest.clone().requestInterceptor(identity).baseUrl(peer).build());
    }

    /** Returns a client that does not say who it is. */
    public <T> T anonymous(Class<T> api, URI peer) {
        return proxy(api, rest.clone().baseUrl(peer).build());
    }

    private static <T> T proxy(Class<T> api, RestClient client) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(api);
    }
}
