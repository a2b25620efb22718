package polis.dependencymap.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Totals;

class TopologyTests {

    @Test
    void whatAClientCallsItsRemoteServiceIsThatServiceIfThereIsOne() {
        assertThat(edges(List.of(entry("cart")), edge("web", NodeType.SERVICE, "cart", NodeType.EXTERNAL)))
                .containsExactly("web>cart SERVICE");
        assertThat(edges(List.of(), edge("web", NodeType.SERVICE, "stripe", NodeType.EXTERNAL)))
                .containsExactly("web>stripe EXTERNAL");
    }

    @Test
    void hostIsANodeOnlyIfItIsAServiceOrInTheWorld() {
        assertThat(edges(List.of(entry("cart")), edge("web", NodeType.SERVICE, "cart", NodeType.HOST)))
                .containsExactly("web>cart SERVICE");
        assertThat(edges(List.of(), edge("web", NodeType.SERVICE, "api.stripe.com", NodeType.HOST)))
                .containsExactly("web>api.stripe.com EXTERNAL");
        assertThat(edges(List.of(), edge("web", NodeType.SERVICE, "ip-10-0-0-1", NodeType.HOST),
                edge("web", NodeType.SERVICE, "db.shop.internal", NodeType.HOST))).isEmpty();
    }

    @Test
    void topicGivesWayToAServiceOfItsName() {
        assertThat(edges(List.of(entry("orders")), edge("web", NodeType.SERVICE, "orders", NodeType.TOPIC)))
                .containsExactly("web>orders (topic) TOPIC");
    }

    @Test
    void declaredDependencyThatIsLivedOverATopicIsNoEdgeOfItsOwn() {
        var entries = List
                .of(new CatalogEntry("order", null, null, null, null, null, 0, 0, List.of("shipping", "audit")));
        Totals totals = totals(edge("order", NodeType.SERVICE, "placed", NodeType.TOPIC),
                edge("placed", NodeType.TOPIC, "shipping", NodeType.SERVICE));
        List<Edge> edges = Topology.of(totals, entries).edges();
        assertThat(edges.stream()
                .map(edge -> edge.key().from().name() + ">" + edge.key().to().name() + " " + edge.declared() + " "
                        + edge.observed()))
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

    private static List<String> edges(List<CatalogEntry> entries, EdgeKey... edges) {
        return Topology.of(totals(edges), entries).edges().stream().filter(Edge::observed)
                .map(edge -> edge.key().from().name() + ">" + edge.key().to().name() + " " + edge.key().to().type())
                .toList();
    }

    private static Totals totals(EdgeKey... edges) {
        Map<EdgeKey, Load> loads = new java.util.HashMap<>();
        Stream.of(edges).forEach(edge -> loads.put(edge, Load.of(1, 0)));
        return new Totals(loads, Map.of(), 0);
    }

    private static EdgeKey edge(String from, NodeType fromType, String to, NodeType toType) {
        return new EdgeKey(new Node(from, fromType), new Node(to, toType), toType == NodeType.TOPIC);
    }

    private static CatalogEntry entry(String name) {
        return new CatalogEntry(name, null, null, null, null, null, 0, 0, List.of());
    }
}
