package polis.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

class ImportIntegrationTests extends RegistryScenario {

    private static final String IMPORT = "/api/v1/services/import";

    private Api pipeline;
    private String shop;

    @BeforeEach
    void openAShop() {
        pipeline = as("ci").with("Content-Type", "application/yaml");
        shop = name("shop");
    }

    private String catalog() {
        return """
                apiVersion: polis/v1
                kind: Catalog
                metadata: {name: shop}
                services:
                  SHOP-cart:
                    title: Cart
                    tier: 1
                    owner: team-order
                    onCall: pager@example.org
                    tags: [java]
                    links:
                      - {title: Board, url: "https://grafana.example.org/cart", type: dashboard}
                    dependsOn: [SHOP-catalog]
                  SHOP-catalog: {tier: 0}
                """.replace("SHOP", shop);
    }

    @Test
    void aCatalogueIsImportedAndTheAnswerTellsWhatChanged() {
        Answer first = pipeline.post(IMPORT, catalog()).is(200);
        assertThat(first.json().path("created").asInt()).isEqualTo(2);
        JsonNode cart = change(first, shop + "-cart");
        assertThat(cart.path("outcome").asString()).isEqualTo("CREATED");
        assertThat(fields(cart)).containsExactly("title", "tier", "owner", "onCall", "tags", "links", "dependsOn");
        JsonNode read = viewer.get("/api/v1/services/" + shop + "-cart").is(200).json();
        assertThat(read.path("tier").asInt()).isOne();
        assertThat(read.path("links").path(0).path("type").asString()).isEqualTo("dashboard");
        assertThat(read.path("saidBy").path("owner").asString()).isEqualTo("ci");

        Answer again = pipeline.post(IMPORT, catalog()).is(200);
        assertThat(again.json().path("unchanged").asInt()).isEqualTo(2);

        Answer changed = pipeline.post(IMPORT, catalog().replace("owner: team-order", "description: Holds.")).is(200);
        assertThat(changed.json().path("changed").asInt()).isOne();
        assertThat(change(changed, shop + "-cart").path("changes").toString()).isEqualTo(
                "[{\"field\":\"description\",\"after\":\"Holds.\"},{\"field\":\"owner\",\"before\":\"team-order\"}]");
        assertThat(eventsOf(shop + "-cart")).hasSize(2);
        assertThat(eventsOf(shop + "-catalog")).hasSize(1);
    }

    @Test
    void aDryRunComparesAndChangesNothing() {
        Answer preview = pipeline.post(IMPORT + "?dryRun=true", catalog()).is(200);
        assertThat(preview.json().path("dryRun").asBoolean()).isTrue();
        assertThat(preview.json().path("created").asInt()).isEqualTo(2);
        viewer.get("/api/v1/services/" + shop + "-cart").is(404);
        Answer real = pipeline.post(IMPORT, catalog()).is(200);
        assertThat(real.json().path("services")).isEqualTo(preview.json().path("services"));
        assertThat(pipeline.post(IMPORT + "?dryRun=true", catalog()).json().path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void oneErrorAndNothingIsImported() {
        Answer refused = pipeline.post(IMPORT, catalog() + """
                ---
                apiVersion: polis/v1
                kind: Catalog
                services:
                  SHOP-bad: {teir: 1, tier: 7, tags: [ok, "No Tag"]}
                  Not_A_Name: {}
                """.replace("SHOP", shop)).isProblem(400, "invalid-catalog");
        assertThat(refused.json().path("errors").toString()).contains("\"/1/services/" + shop + "-bad/teir\"",
                "\"suggestion\":\"tier\"", "\"/1/services/Not_A_Name\"");
        viewer.get("/api/v1/services/" + shop + "-cart").is(404);
        Answer values = pipeline.post(IMPORT, """
                apiVersion: polis/v1
                kind: Catalog
                services:
                  SHOP-bad: {tier: 7, tags: [ok, "No Tag"], links: [{url: "javascript:alert(1)"}]}
                """.replace("SHOP", shop)).isProblem(400, "invalid-catalog");
        assertThat(values.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder(
                "/0/services/" + shop + "-bad/tier", "/0/services/" + shop + "-bad/tags/1",
                "/0/services/" + shop + "-bad/links/0/url");
    }

    @Test
    void backstagesCatalogueIsUnderstood() {
        Answer imported = pipeline.post(IMPORT, backstage()).is(200);
        assertThat(imported.json().path("created").asInt()).isEqualTo(2);
        JsonNode cart = viewer.get("/api/v1/services/" + shop + "-cart").is(200).json();
        assertThat(cart.path("title").asString()).isEqualTo("Cart");
        assertThat(cart.path("description").asString()).isEqualTo("Holds what is wanted.");
        assertThat(cart.path("owner").asString()).isEqualTo("team-order");
        assertThat(cart.path("onCall").asString()).isEqualTo("pagerduty:PX1");
        assertThat(cart.path("repository").asString()).isEqualTo("https://github.com/shop/cart");
        assertThat(cart.path("domain").asString()).isEqualTo("ordering");
        assertThat(cart.path("tags").toString()).isEqualTo("[\"java\",\"lifecycle:production\",\"api:cart-api\"]");
        assertThat(cart.path("links").path(0).path("url").asString()).isEqualTo("https://wiki.example.org/cart");
        assertThat(cart.path("dependsOn").toString()).isEqualTo("[\"" + shop + "-web-front\"]");
        JsonNode front = viewer.get("/api/v1/services/" + shop + "-web-front").is(200).json();
        assertThat(front.path("owner").asString()).isEqualTo("team-web");
        assertThat(front.path("onCall").asString()).isEqualTo("web@example.org");
        assertThat(front.path("dependsOn").toString()).isEqualTo("[\"" + shop + "-cart\"]");
        assertThat(imported.json().path("skipped").findValuesAsString("kind")).containsExactly("API", "Component");
    }

    private String backstage() {
        return """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: SHOP-cart
                  title: Cart
                  description: Holds what is wanted.
                  tags: [java]
                  labels: {anything: goes}
                  annotations:
                    backstage.io/source-location: url:https://github.com/shop/cart
                    pagerduty.com/service-id: PX1
                  links:
                    - {url: https://wiki.example.org/cart, title: Wiki, icon: docs}
                spec:
                  type: service
                  lifecycle: production
                  owner: group:default/team-order
                  system: shop
                  dependsOn: ["component:default/SHOP-Web_Front", "resource:default/cart-db"]
                  providesApis: [cart-api]
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: SHOP-Web_Front}
                spec: {type: website, lifecycle: experimental, system: shop, consumesApis: [cart-api, elsewhere]}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: System
                metadata: {name: shop}
                spec: {owner: team-web, domain: ordering}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Group
                metadata: {name: team-web}
                spec: {type: team, profile: {displayName: Web, email: web@example.org}, children: []}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: API
                metadata: {name: cart-api}
                spec: {type: openapi, lifecycle: production, owner: team-order, definition: {$text: ./openapi.yaml}}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: SHOP-lib}
                spec: {type: library}
                """.replace("SHOP", shop);
    }

    @Test
    void aNameOfBackstagesThatCannotBeMadeOneOfOursIsAnError() {
        Answer refused = pipeline.post(IMPORT, """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: SHOP-ok}
                spec: {type: service}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: "a b", links: [{url: "javascript:alert(1)"}]}
                spec: {type: service, dependsOn: ["component:x y"]}
                """.replace("SHOP", shop)).isProblem(400, "invalid-catalog");
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/1/metadata/name", "/1/metadata/links", "/1/spec/dependsOn");
        viewer.get("/api/v1/services/" + shop + "-ok").is(404);
    }

    @Test
    void aServiceIsDescribedOncePerImport() {
        pipeline.post(IMPORT, catalog() + "---\n" + catalog()).isProblem(400, "invalid-catalog");
        Answer refused = pipeline.post(IMPORT, """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: SHOP_cart}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: SHOP.Cart}
                """.replace("SHOP", shop)).isProblem(400, "invalid-catalog");
        assertThat(refused.json().path("errors").path(0).path("detail").asString()).contains("document 0");
    }

    @Test
    void aServiceThatShowedUpByItselfIsDescribedByAnImport() {
        announce(shop + "-cart", "one").is(201);
        Answer imported = pipeline.post(IMPORT, catalog()).is(200);
        JsonNode cart = change(imported, shop + "-cart");
        assertThat(cart.path("outcome").asString()).isEqualTo("CHANGED");
        assertThat(fields(cart)).contains("undescribed", "owner");
        assertThat(viewer.get("/api/v1/services/" + shop + "-cart").json().path("undescribed").asBoolean()).isFalse();
    }

    @Test
    void repeatingARequestWithItsKeyGivesItsAnswer() {
        Api keyed = pipeline.with("Idempotency-Key", shop);
        Answer first = keyed.post(IMPORT, catalog()).is(200);
        Answer second = keyed.post(IMPORT, catalog()).is(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", "a", "[]", "{}", "apiVersion: polis/v1\nkind: Architecture",
        "apiVersion: polis/v2\nkind: Catalog", "apiVersion: polis/v1\nkind: Catalog",
        "apiVersion: polis/v1\nkind: Catalog\nservices: []", "apiVersion: polis/v1\nkind: Catalog\nservices: {a: []}",
        "apiVersion: polis/v1\nkind: Catalog\nservices: {a: }", "apiVersion: polis/v1\nkind: Catalog\nservice: {a: {}}",
        "a: &a [*a]", "x: !!java.net.URL [http://x]",
        "apiVersion: polis/v1\nkind: Catalog\nservices: {a: {tier: 1, tier: 2}}",
        "apiVersion: backstage.io/v1alpha1\nkind: Component",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: {}}",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [x]\nspec: y"})
    void rubbishIsRefused(String body) {
        pipeline.post(IMPORT, body).isProblem(400, "invalid-catalog");
    }

    @Test
    void onlyADeployerImportsAndNotWithoutBounds() {
        viewer.with("Content-Type", "application/yaml").post(IMPORT, catalog()).isProblem(403, "forbidden");
        pipeline.post(IMPORT, "#".repeat(3_000_000)).isProblem(413, "body-too-large");
        as("ci").with("Content-Type", "text/html").post(IMPORT, catalog()).is(415);
        var crowd = new StringBuilder("apiVersion: polis/v1\nkind: Catalog\nservices:\n");
        for (int i = 0; i <= Entries.MOST; i++) {
            crowd.append("  ").append(shop).append('-').append(i).append(": {}\n");
        }
        pipeline.post(IMPORT, crowd.toString()).isProblem(400, "invalid-catalog");
    }

    private static JsonNode change(Answer answer, String service) {
        return StreamSupport.stream(answer.json().path("services").spliterator(), false)
                .filter(change -> change.path("name").asString().equals(service)).findFirst().orElseThrow();
    }

    private static List<String> fields(JsonNode change) {
        return change.path("changes").findValuesAsString("field");
    }
}
