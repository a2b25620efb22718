package polis.dependencymap.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Road;
import polis.dependencymap.traffic.Totals;

class RoadsTests {

    @Test
    void whatAClientCallsItsRemoteServiceIsThatServiceIfThereIsOne() {
        assertThat(roads(List.of(entry("cart")), road("web", NodeType.SERVICE, "cart", NodeType.EXTERNAL)))
                .containsExactly("web>cart SERVICE");
        assertThat(roads(List.of(), road("web", NodeType.SERVICE, "stripe", NodeType.EXTERNAL)))
                .containsExactly("web>stripe EXTERNAL");
    }

    @Test
    void hostIsAPlaceOnlyIfItIsAServiceOrInTheWorld() {
        assertThat(roads(List.of(entry("cart")), road("web", NodeType.SERVICE, "cart", NodeType.HOST)))
                .containsExactly("web>cart SERVICE");
        assertThat(roads(List.of(), road("web", NodeType.SERVICE, "api.stripe.com", NodeType.HOST)))
                .containsExactly("web>api.stripe.com EXTERNAL");
        assertThat(roads(List.of(), road("web", NodeType.SERVICE, "ip-10-0-0-1", NodeType.HOST),
                road("web", NodeType.SERVICE, "db.shop.internal", NodeType.HOST))).isEmpty();
    }

    @Test
    void topicGivesWayToAServiceOfItsName() {
        assertThat(roads(List.of(entry("orders")), road("web", NodeType.SERVICE, "orders", NodeType.TOPIC)))
                .containsExactly("web>orders (topic) TOPIC");
    }

    @Test
    void declaredDependencyThatIsLivedOverATopicIsNoRoadOfItsOwn() {
        var entries = List
                .of(new CatalogEntry("order", null, null, null, null, null, 0, 0, List.of("shipping", "audit")));
        Totals totals = totals(road("order", NodeType.SERVICE, "placed", NodeType.TOPIC),
                road("placed", NodeType.TOPIC, "shipping", NodeType.SERVICE));
        List<Way> ways = Roads.of(totals, entries).ways();
        assertThat(ways.stream()
                .map(way -> way.road().from().name() + ">" + way.road().to().name() + " " + way.declared() + " "
                        + way.observed()))
                .containsExactly("order>audit true false", "order>placed true true", "placed>shipping true true");
    }

    @Test
    void timeRangeIsTheLastHourUnlessSaidOtherwise() {
        Instant now = Instant.parse("2026-11-20T12:00:30Z");
        TimeRange range = TimeRange.of(null, null, now, Duration.ofDays(1));
        assertThat(range.from()).isEqualTo(now.minus(Duration.ofHours(1)));
        assertThat(range.endMinute() - range.firstMinute()).isEqualTo(61);
        assertThat(range.secondsSince(range.endMinute() - 2)).isEqualTo(90);
        assertThat(range.secondsSince(-1)).isEqualTo(3600);
    }

    private static List<String> roads(List<CatalogEntry> entries, Road... roads) {
        return Roads.of(totals(roads), entries).ways().stream().filter(Way::observed)
                .map(way -> way.road().from().name() + ">" + way.road().to().name() + " " + way.road().to().type())
                .toList();
    }

    private static Totals totals(Road... roads) {
        Map<Road, Load> loads = new java.util.HashMap<>();
        Stream.of(roads).forEach(road -> loads.put(road, Load.of(1, 0)));
        return new Totals(loads, Map.of(), 0);
    }

    private static Road road(String from, NodeType fromType, String to, NodeType toType) {
        return new Road(new Node(from, fromType), new Node(to, toType), toType == NodeType.TOPIC);
    }

    private static CatalogEntry entry(String name) {
        return new CatalogEntry(name, null, null, null, null, null, 0, 0, List.of());
    }
}
