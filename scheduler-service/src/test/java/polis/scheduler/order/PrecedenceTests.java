package polis.scheduler.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrecedenceTests {

    @Test
    void theShopStartsFromThoseThatCallNobody() {
        Map<String, Set<String>> calls = Map.of("storefront", Set.of("catalog", "cart", "order", "recommendation"),
                "recommendation", Set.of("catalog"), "cart", Set.of("catalog", "inventory"), "order",
                Set.of("payment", "inventory"), "inventory", Set.of("order"));
        Precedence order = Precedence.of(
                List.of("storefront", "recommendation", "cart", "order", "payment", "inventory", "shipping", "catalog"),
                calls);
        assertThat(order.ranks()).containsExactly(List.of("catalog", "payment", "shipping"),
                List.of("inventory", "order", "recommendation"), List.of("cart"), List.of("storefront"));
        assertThat(order.cycles()).containsExactly(List.of("inventory", "order"));
    }

    @Test
    void callsOfStrangersAndOfOneselfDoNotCount() {
        Precedence order = Precedence.of(List.of("a"), Map.of("a", Set.of("a", "stranger")));
        assertThat(order).isEqualTo(new Precedence(List.of(List.of("a")), List.of()));
    }

    @Test
    void aChainOfTenThousandServicesHasTenThousandRanks() {
        Map<String, Set<String>> calls = new HashMap<>();
        IntStream.range(0, 10_000).forEach(i -> calls.put("s" + i, Set.of("s" + (i + 1))));
        assertThat(Precedence.of(calls.keySet(), calls).ranks()).hasSize(10_000);
    }

    @Property(tries = 200)
    void whoIsCalledComesBeforeWhoCallsUnlessBothAreInOneCycle(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> services = IntStream.range(0, 1 + random.nextInt(12)).mapToObj(i -> "s" + i).toList();
        Map<String, Set<String>> calls = new HashMap<>();
        for (int edges = random.nextInt(20); edges > 0; edges--) {
            calls.computeIfAbsent(services.get(random.nextInt(services.size())), key -> new HashSet<>())
                    .add(services.get(random.nextInt(services.size())));
        }
        Precedence order = Precedence.of(services, calls);
        assertThat(order.ranks().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(services);
        calls.forEach((caller, callees) -> callees.forEach(callee -> {
            boolean together = order.cycles().stream()
                    .anyMatch(cycle -> cycle.contains(caller) && cycle.contains(callee));
            if (together || caller.equals(callee)) {
                assertThat(order.rankOf(caller)).isEqualTo(order.rankOf(callee));
            } else {
                assertThat(order.rankOf(caller)).isGreaterThan(order.rankOf(callee));
            }
        }));
    }
}
