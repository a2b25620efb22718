package polis.shop.http;

import java.util.Objects;
import org.springframework.http.ResponseEntity;

/** A body, and the instance that answered with it. */
public record Reply<T>(T body, ServedBy servedBy) {

    static <T> Reply<T> of(String service, ResponseEntity<T> response) {
        return new Reply<>(Objects.requireNonNull(response.getBody(), () -> service + " answered without a body"),
                new ServedBy(service, response.getHeaders().getFirst(InstanceHeaders.VERSION),
                        response.getHeaders().getFirst(InstanceHeaders.INSTANCE)));
    }

}
