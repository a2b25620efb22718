package polis.dependencymap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.TrafficPulse.Beat;
import polis.dependencymap.traffic.TrafficPulse.Count;
import polis.dependencymap.traffic.TrafficPulse.EdgeCount;

class RatesTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final EdgeKey EDGE = new EdgeKey(new Node("web", NodeType.SERVICE),
            new Node("cart", NodeType.SERVICE), false);

    private final Rates rates = new Rates();

    @Test
    void rateIsWhatWasAddedSinceSomebodyLooks() {
        assertThat(rates.after(beat(Map.of(1, 1000L)), NOON).edges()).isEmpty();
        LiveView view = rates.after(beat(Map.of(1, 1010L)), NOON.plusSeconds(1));
        assertThat(view.edges()).containsExactly(new LiveView.EdgeRate("web", "cart", "sync", 10, 0));
        assertThat(rates.after(beat(Map.of(1, 1010L)), NOON.plusSeconds(2)).edges().getFirst().rate()).isEqualTo(5);
    }

    @Test
    void aNewMinuteBeginsAtNothingAndAnOldOneIsLeft() {
        rates.after(beat(Map.of(1, 600L)), NOON);
        rates.after(beat(Map.of(1, 610L, 2, 5L)), NOON.plusSeconds(1));
        LiveView view = rates.after(beat(Map.of(2, 20L)), NOON.plusSeconds(2));
        assertThat(view.edges().getFirst().rate()).isEqualTo(15);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        rates.after(beat(Map.of(1, 0L)), NOON);
        rates.after(beat(Map.of(1, 100L)), NOON.plusSeconds(1));
        LiveView view = rates.after(beat(Map.of(1, 100L)), NOON.plusSeconds(2));
        for (int second = 3; second <= Rates.WINDOW + 1; second++) {
            view = rates.after(beat(Map.of(1, 100L)), NOON.plusSeconds(second));
        }
        assertThat(view.edges()).isEmpty();
        assertThat(view.window()).isEqualTo(Rates.WINDOW);
    }

    @Test
    void whatWasLeftOutBeforeIsNotTakenForNew() {
        rates.after(new Beat(Map.of(), Map.of(), true), NOON);
        var beat = new Beat(Map.of(new EdgeCount(EDGE, 1), new Count(600, 0)), Map.of(), true);
        LiveView view = rates.after(beat, NOON.plusSeconds(1));
        assertThat(view.edges()).isEmpty();
        assertThat(view.notices()).hasSize(1);
    }

    private static Beat beat(Map<Integer, Long> callsByMinute) {
        Map<EdgeCount, Count> edges = new HashMap<>();
        callsByMinute.forEach((minute, calls) -> edges.put(new EdgeCount(EDGE, minute), new Count(calls, 0)));
        return new Beat(edges, Map.of(), false);
    }
}
