package polis.versionset.peer;

import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import polis.security.ServiceTokenInterceptor;

/** Makes clients that log in as this service and give up in time. */
@Component
public class PeerClients {

    private final RestClient.Builder builder;

    PeerClients(RestClient.Builder builder, ServiceTokenInterceptor token, Peers peers) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(peers.connectTimeout()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(peers.readTimeout());
        this.builder = builder.requestFactory(requests).requestInterceptor(token);
    }

    /** A client made of an interface of {@code @HttpExchange} methods. */
    public <T> T create(Class<T> client, URI peer) {
        RestClient rest = builder.clone().baseUrl(peer).build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest)).build().createClient(client);
    }

}
