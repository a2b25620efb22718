package polis.cli.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.LoginLink;
import tools.jackson.databind.JsonNode;

/** Step 4: the spans become a map with every road of the shop and no other, and with its one cycle. */
final class MapAppears implements Step {

    @Override
    public String title() {
        return "The map draws itself from the traces";
    }

    @Override
    public void run(StepContext context) {
        Set<String> edges = Expect.soon("every road of the shop on the map", () -> {
            Set<String> now = edges(context);
            Set<String> missing = new TreeSet<>(Shop.EDGES);
            missing.removeAll(now);
            context.meanwhile(missing.isEmpty() ? "" : "not seen yet: " + String.join(", ", missing));
            return missing.isEmpty() ? now : null;
        });
        Set<String> invented = new TreeSet<>(edges);
        invented.removeAll(Shop.EDGES);
        Expect.that(invented.isEmpty(), "The map has roads that the shop has not: " + String.join(", ", invented));
        Set<String> nodes = nodes(context);
        Set<String> expected = new TreeSet<>(context.manifest().services());
        expected.addAll(List.of("gateway", Shop.TOPIC));
        Expect.that(nodes.equals(expected), "The map shows " + nodes + " and not " + expected);
        context.tell("the map has all " + expected.size() + " places and " + edges.size() + " roads, none invented");
        cycle(context);
        page(context);
    }

    private static Set<String> edges(StepContext context) {
        return map(context).path("edges").valueStream().filter(edge -> edge.path("observed").asBoolean(true))
                .map(edge -> Json.text(edge, "from") + " → " + Json.text(edge, "to"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> nodes(StepContext context) {
        return map(context).path("nodes").valueStream().map(node -> Json.text(node, "name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode map(StepContext context) {
        return context.get(PolisService.MAP, "/api/v1/map");
    }

    private static void cycle(StepContext context) {
        List<JsonNode> cycles = Json.items(context.get(PolisService.MAP, "/api/v1/cycles")).toList();
        Expect.that(cycles.size() == 1, "There should be one cycle, and there are " + cycles.size());
        Set<String> members = cycles.getFirst().path("members").valueStream().map(node -> node.asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
        Expect.that(members.equals(Shop.CYCLE), "The cycle is " + members + " and not " + Shop.CYCLE);
        context.tell("one cycle: order ⇄ inventory" + cycles
                .getFirst().path("advice").valueStream().findFirst().map(advice -> "; to cut: "
                        + Json.text(advice.path("cut"), "from") + " → " + Json.text(advice.path("cut"), "to"))
                .orElse(""));
    }

    /** A browser's way in: the login link, its cookie, the page, and the map through the page's own door. */
    private static void page(StepContext context) {
        URI console = context.api().endpoints().of(PolisService.GATEWAY);
        try (HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL).build()) {
            HttpResponse<String> page = open(browser, URI.create(LoginLink.make(context.api())));
            Expect.that(page.statusCode() == 200 && page.body().toLowerCase(Locale.ROOT).contains("<script"),
                    "The login link leads to " + page.statusCode() + " at " + page.uri());
            HttpResponse<String> map = open(browser, console.resolve("/bff/map/api/v1/map"));
            Expect.that(map.statusCode() == 200, "The console cannot read the map: " + map.statusCode());
        }
        context.tell("the console shows it at " + console);
    }

    private static HttpResponse<String> open(HttpClient browser, URI address) {
        try {
            return browser.send(
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60))
                            .header("Accept", "text/html,application/json").build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StepFailed("The console does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }
}
