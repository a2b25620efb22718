package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OutageTests {

    // web 0 → order 1 → payment 2; order ⇢ placed 3 ⇢ shipping 4; shipping → carrier 5
    private final Graph graph = Graphs.of(6, 0, 1, 1, 2, 1, 3, 3, 4, 4, 5);
    private final boolean[] asynchronous = {false, false, true, true, false};
    private final boolean[] channel = {false, false, false, true, false, false};

    @Test
    void whoWaitsForItIsHurtDirectlyOrThroughOthers() {
        Outage outage = Outage.of(graph, asynchronous, channel, 2);
        assertThat(outage.isHurt(1)).isTrue();
        assertThat(outage.isHurt(0)).isTrue();
        assertThat(outage.path(0)).containsExactly(0, 1, 2);
        assertThat(outage.isHurt(4)).isFalse();
        assertThat(outage.waits(4)).isFalse();
    }

    @Test
    void whoSendsMessagesToTheHurtWaitsAndItsOwnCallersDoNotCare() {
        Outage outage = Outage.of(graph, asynchronous, channel, 5);
        assertThat(outage.isHurt(4)).isTrue();
        assertThat(outage.waits(1)).isTrue();
        assertThat(outage.path(1)).containsExactly(1, 3, 4, 5);
        assertThat(outage.isHurt(0)).isFalse();
        assertThat(outage.waits(0)).isFalse();
    }

    @Test
    void whoReadsItsMessagesGetsNone() {
        Outage outage = Outage.of(graph, asynchronous, channel, 1);
        assertThat(outage.starves(4)).isTrue();
        assertThat(outage.path(4)).containsExactly(1, 3, 4);
        assertThat(outage.isHurt(0)).isTrue();
    }

    @Test
    void shareOfRequestsThatFailIsPassedOnUpTheEdges() {
        // Half of the orders pay, a tenth of the visits order.
        Outage outage = Outage.of(graph, asynchronous, channel, 2);
        double[] shares = outage.shares(new double[] {1000, 100, 50, 0, 0, 0}, new double[] {100, 50, 10, 10, 10});
        assertThat(shares[1]).isEqualTo(0.5, Offset.offset(1e-9));
        assertThat(shares[0]).isEqualTo(0.05, Offset.offset(1e-9));
    }

    @Test
    void cycleDoesNotGoOnForEverAndNoShareIsMoreThanAll() {
        Graph cycle = Graphs.of(3, 0, 1, 1, 0, 1, 2);
        Outage outage = Outage.of(cycle, new boolean[3], new boolean[3], 2);
        double[] shares = outage.shares(new double[] {10, 10, 10}, new double[] {10, 10, 10});
        assertThat(shares).containsExactly(1, 1, 1);
    }
}
