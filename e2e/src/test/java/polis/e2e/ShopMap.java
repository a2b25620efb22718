package polis.e2e;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What the shop's map must hold, written down by hand from what the shop does. */
final class ShopMap {

    static final Set<String> SERVICES = Set.of("storefront", "cart", "catalog", "order", "payment", "inventory",
            "shipping", "recommendation");

    /** The traffic comes in through the gateway, which is on the map because requests really take that edge. */
    static final Set<String> EDGES = Set.of("gateway→storefront", "storefront→catalog", "storefront→cart",
            "storefront→order", "storefront→recommendation", "recommendation→catalog", "cart→catalog", "cart→inventory",
            "order→payment", "order→inventory", "inventory→order", "order→order.placed", "order.placed→shipping");

    private ShopMap() {}

    static Set<String> services(JsonNode map) {
        Set<String> names = new TreeSet<>();
        for (JsonNode node : map.get("nodes")) {
            if ("service".equals(node.get("type").asString())) {
                names.add(node.get("name").asString());
            }
        }
        return names;
    }

    static Set<String> topics(JsonNode map) {
        Set<String> names = new TreeSet<>();
        for (JsonNode node : map.get("nodes")) {
            if (!"service".equals(node.get("type").asString())) {
                names.add(node.get("type").asString() + " " + node.get("name").asString());
            }
        }
        return names;
    }

    /** The edges that were really observed. */
    static Set<String> edges(JsonNode map) {
        Set<String> edges = new TreeSet<>();
        for (JsonNode edge : map.get("edges")) {
            if (edge.get("observed").asBoolean()) {
                edges.add(edge.get("from").asString() + "→" + edge.get("to").asString());
            }
        }
        return edges;
    }

    /** Returns each cycle as its members, sorted. */
    static Set<Set<String>> cycles(JsonNode cycles) {
        Set<Set<String>> all = new java.util.HashSet<>();
        for (JsonNode cycle : cycles.get("items")) {
            Set<String> members = new TreeSet<>();
            cycle.get("members").forEach((member) -> members.add(member.asString()));
            all.add(members);
        }
        return all;
    }

}
