package polis.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The sample shop as it is written down, to check the map against. */
final class Shop {

    /** The service that customers reach through the gateway. */
    static final String FRONT = "storefront";

    /** The service whose versions change in the story. */
    static final String CHANGING = "catalog";

    static final String TOPIC = "order.placed";

    static final Set<String> EDGES = Set.of("gateway → storefront", "storefront → catalog", "storefront → cart",
            "storefront → order", "storefront → recommendation", "recommendation → catalog", "cart → catalog",
            "cart → inventory", "order → payment", "order → inventory", "inventory → order", "order → " + TOPIC,
            TOPIC + " → shipping");

    /** The cycle that was planted. */
    static final Set<String> CYCLE = Set.of("order", "inventory");

    private Shop() {}

    /** The gateway learns of a new route and its instances within moments, not at once. */
    static void awaitOpen(StepContext context) {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (String page : List.of("/shop/", "/shop/cart")) {
                URI at = context.api().endpoints().traffic().resolve(page);
                HttpRequest request = HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(15)).build();
                Expect.soon("an open shop at " + at, () -> isOk(http, request) ? at : null);
            }
        }
    }

    private static boolean isOk(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
