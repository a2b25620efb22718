package polis.shop.http;

import java.util.Optional;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Calls to the other roles, by the name under which they register. */
@Component
public class Calls {

    private final RestClient client;

    Calls(@LoadBalanced RestClient.Builder builder) {
        this.client = builder.build();
    }

    /** Returns the body of the answer, and the instance of {@code service} that answered. */
    public <T> Reply<T> get(String service, String path, Class<T> type, Object... variables) {
        return Reply.of(service, client.get().uri(at(service, path), variables).retrieve().toEntity(type));
    }

    /** Does as {@link #get}; returns empty on a 404. */
    public <T> Optional<T> find(String service, String path, Class<T> type, Object... variables) {
        return client.get().uri(at(service, path), variables).exchange((request, response) -> {
            if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                return Optional.empty();
            }
            if (response.getStatusCode().isError()) {
                throw response.createException();
            }
            return Optional.ofNullable(response.bodyTo(type));
        });
    }

    public <T> Reply<T> post(String service, String path, Object body, Class<T> type) {
        return Reply.of(service, client.post().uri(at(service, path)).body(body).retrieve().toEntity(type));
    }

    /** Calls one of that role's instances, and ignores its answer. */
    void reach(String service) {
        client.get().uri(at(service, "/actuator/health/liveness")).exchange((_, response) -> response.getStatusCode());
    }

    private static String at(String service, String path) {
        return "http://" + service + path;
    }

}
