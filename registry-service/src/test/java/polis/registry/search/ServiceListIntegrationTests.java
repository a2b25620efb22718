package polis.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;

/** Each test has a district of its own, so that others' services are not counted. */
class ServiceListIntegrationTests extends RegistryScenario {

    private String district;

    @BeforeEach
    void describeACity() {
        district = name("d");
        describe("order-api", 0, "team-order", "[\"java\",\"core\"]", "Takes orders from the Storefront.");
        describe("order-worker", 1, "team-order", "[\"java\"]", "Ships what was ordered.");
        describe("mail2go", 3, "team-mail", "[\"kotlin\"]", "Größere Mengen, 商店.");
    }

    private void describe(String name, int tier, String owner, String tags, String description) {
        deployer.put("/api/v1/services/" + district + "-" + name,
                "{\"tier\":%d,\"owner\":\"%s\",\"tags\":%s,\"description\":\"%s\",\"domain\":\"%s\"}".formatted(tier,
                        owner, tags, description, district))
                .is(201);
    }

    @Test
    void servicesAreFilteredByWhatTheyAre() {
        assertThat(found("tier=0,1")).containsExactly("order-api", "order-worker");
        assertThat(found("tier=0&tier=3")).containsExactly("mail2go", "order-api");
        assertThat(found("owner=team-order")).containsExactly("order-api", "order-worker");
        assertThat(found("tag=java&tag=core")).containsExactly("order-api");
        assertThat(found("lifecycle=PROVISION&owner=team-mail")).containsExactly("mail2go");
        assertThat(found("lifecycle=RUN")).isEmpty();
        move(district + "-order-api", "READY").is(200);
        assertThat(found("lifecycle=READY")).containsExactly("order-api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order api", "order-api", "API", "ord ap", "storefront", "orders core", "api-order",
        "team-order storefront"})
    void wordsAndPartsOfNamesAreFound(String words) {
        assertThat(found("q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))).containsExactly("order-api");
    }

    @Test
    void whatHoldsNoneOfTheWordsIsNotFound() {
        assertThat(found("q=order")).containsExactly("order-api", "order-worker");
        assertThat(found("q=gr%C3%B6%C3%9Fere")).containsExactly("mail2go");
        assertThat(found("q=%E5%95%86%E5%BA%97")).containsExactly("mail2go");
        assertThat(found("q=mail2")).containsExactly("mail2go");
        assertThat(found("q=rder")).isEmpty();
        assertThat(found("q=order+nothing")).isEmpty();
        assertThat(found("q=%27%29%20%7C%20%21zz%3A*")).isEmpty();
        assertThat(found("q=-")).isEmpty();
    }

    @Test
    void facetsCountWhatWasFound() {
        Answer all = list("");
        assertThat(all.json().path("total").asInt()).isEqualTo(3);
        var facets = all.json().path("facets");
        assertThat(facets.path("tier").toString()).isEqualTo("{\"0\":1,\"1\":1,\"3\":1}");
        assertThat(facets.path("owner").toString()).isEqualTo("{\"team-order\":2,\"team-mail\":1}");
        assertThat(facets.path("lifecycle").toString()).isEqualTo("{\"PROVISION\":3}");
        assertThat(facets.path("tag").toString()).isEqualTo("{\"java\":2,\"core\":1,\"kotlin\":1}");
        assertThat(list("owner=team-order").json().path("facets").path("tag").toString())
                .isEqualTo("{\"java\":2,\"core\":1}");
        assertThat(list("facets=false").json().has("facets")).isFalse();
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        Answer first = list("limit=2");
        assertThat(names(first)).containsExactly("mail2go", "order-api");
        Answer second = list("limit=2&cursor=" + first.text("nextCursor"));
        assertThat(names(second)).containsExactly("order-worker");
        assertThat(second.text("nextCursor")).isEmpty();
        assertThat(second.json().has("facets")).isFalse();
        assertThat(second.json().path("total").asInt()).isEqualTo(3);
    }

    @Test
    void itemsTellWhatRuns() {
        announce(district + "-mail2go", "m-1").is(201);
        var item = list("owner=team-mail").json().path("items").path(0);
        assertThat(item.path("versions").path(0).path("version").asString()).isEqualTo("1.0.0");
        assertThat(item.path("instances").path("PROVISION").asInt()).isOne();
        assertThat(list("").json().path("items").toString()).isEqualTo(new StringBuilder("[").append(String.join(",",
                List.of("mail2go", "order-api", "order-worker").stream()
                        .map(name -> viewer.get("/api/v1/services/" + district + "-" + name).json().toString())
                        .toList()))
                .append("]").toString());
    }

    @Test
    void whatIsDescribedAnewIsFoundAnewAtOnce() {
        for (Map.Entry<String, String> word : Map.of("alpha", "beta", "beta", "alpha").entrySet()) {
            deployer.with("If-Match", "*").put("/api/v1/services/" + district + "-mail2go",
                    "{\"title\":\"" + word.getKey() + "\",\"domain\":\"" + district + "\"}").is(200);
            assertThat(found("q=" + word.getKey())).containsExactly("mail2go");
            assertThat(found("q=" + word.getValue())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier=4", "tier=high", "lifecycle=SLEEP", "facets=perhaps", "limit=0", "q=%00",
        "tag=a%00b"})
    void rubbishIsRefused(String query) {
        viewer.get("/api/v1/services?" + query).isProblem(400, "invalid-request");
    }

    @Test
    void aQueryThatIsTooLongIsRefused() {
        viewer.get("/api/v1/services?q=" + "x".repeat(201)).isProblem(400, "invalid-request");
    }

    private Answer list(String query) {
        return viewer.get("/api/v1/services?domain=" + district + "&" + query).is(200);
    }

    private List<String> found(String query) {
        return names(list(query));
    }

    private List<String> names(Answer answer) {
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .map(item -> item.path("name").asString().substring(district.length() + 1)).toList();
    }
}
