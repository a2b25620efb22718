package polis.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import polis.cli.api.Json;
import tools.jackson.databind.JsonNode;

class ShopManifestTests {

    private final ShopManifest shop = ShopManifest.read(Path.of("../demo/shop.yaml"));

    private static JsonNode catalog(ShopManifest manifest) {
        return Json.MAPPER.readTree(manifest.json()).path("services").path("catalog");
    }

    @Test
    void theShopIsReadAsItsAuthorWroteIt() {
        assertThat(shop.services()).hasSizeGreaterThanOrEqualTo(8).contains("storefront", "order", "inventory");
        assertThat(shop.dependencies("order")).contains("inventory");
        assertThat(shop.instances("storefront")).isGreaterThanOrEqualTo(2);
        assertThat(catalog(shop).path("version").asString()).isEqualTo("1.0.0");
    }

    @Test
    void anotherVersionChangesOneServiceAndLeavesTheManifestItCameFrom() {
        ShopManifest next = shop.withVersion("catalog", "1.1.0");
        assertThat(catalog(next).path("version").asString()).isEqualTo("1.1.0");
        assertThat(arguments(next)).containsExactly("--shop.role=catalog", "--shop.version=1.1.0");
        assertThat(catalog(shop).path("version").asString()).isEqualTo("1.0.0");
        assertThat(arguments(next.withVersion("catalog", "1.2.0"))).containsExactly("--shop.role=catalog",
                "--shop.version=1.2.0");
    }

    @Test
    void anUnhealthyVersionIsGivenItsDeadline() {
        ShopManifest next = shop.withUnhealthy("catalog", "1.2.0", "PT15S");
        assertThat(arguments(next)).contains("--shop.healthy=false");
        assertThat(catalog(next).path("health").path("deadline").asString()).isEqualTo("PT15S");
    }

    private static List<String> arguments(ShopManifest manifest) {
        return catalog(manifest).path("arguments").valueStream().map(node -> node.asString("")).toList();
    }
}
