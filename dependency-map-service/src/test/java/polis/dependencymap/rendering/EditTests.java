package polis.dependencymap.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polis.dependencymap.change.Change;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Node;

class EditTests {

    @Test
    void changedMapIsTheOneThatIsBuiltFromScratch() {
        var random = new Random(31);
        for (int round = 0; round < 1_000; round++) {
            TestMaps before = TestMaps.random(random, 2 + random.nextInt(8));
            DependencyMap map = before.map();
            List<Change> changes = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                change(before, random, i, changes);
            }
            Edit edit = Edit.of(map,
                    before.entries().stream().filter(entry -> !entry.name().startsWith("new")).toList(),
                    TestMaps.SECONDS, changes);
            assertThat(edit.mistakes()).isEmpty();
            DependencyMap changed = new DependencyMap(edit.topology(), edit.entries(), TestMaps.SECONDS);
            isTheSame(changed, before.map());
        }
    }

    /** Does to the ground what the change is to do on paper. */
    private static void change(TestMaps maps, Random random, int number, List<Change> changes) {
        List<EdgeKey> edges = maps.traffic().keySet().stream().sorted(Comparator.comparing(EdgeKey::toString)).toList();
        if (edges.isEmpty()) {
            return;
        }
        EdgeKey edge = edges.get(random.nextInt(edges.size()));
        String from = edge.from().name();
        String to = edge.to().name();
        boolean services = edge.from().type() == NodeType.SERVICE && edge.to().type() == NodeType.SERVICE;
        switch (random.nextInt(4)) {
            case 0 -> {
                changes.add(new Change.Cut(from, to, edge.asynchronous()));
                maps.traffic().remove(edge);
            }
            case 1 -> {
                if (services) {
                    changes.add(new Change.Invert(from, to, "topic" + number));
                    long calls = maps.traffic().remove(edge).calls();
                    maps.sends(to, "topic" + number, from, calls);
                }
            }
            case 2 -> {
                if (services) {
                    changes.add(new Change.Extract(from, to, "new" + number));
                    long calls = maps.traffic().remove(edge).calls();
                    maps.service("new" + number, null, null).calls(from, "new" + number, calls).calls(to,
                            "new" + number, 1);
                }
            }
            default -> {
                changes.add(new Change.AddService("new" + number, 1, "team-new", null));
                changes.add(new Change.Connect("s0", "new" + number, false, 2, true));
                maps.service("new" + number, 1, "team-new").calls("s0", "new" + number, 7200);
            }
        }
    }

    private static void isTheSame(DependencyMap one, DependencyMap other) {
        assertThat(one.topology().nodes()).isEqualTo(other.topology().nodes());
        assertThat(one.topology().edges().stream().map(edge -> edge.key() + " " + edge.load().calls()))
                .containsExactlyElementsOf(
                        other.topology().edges().stream().map(edge -> edge.key() + " " + edge.load().calls()).toList());
        assertThat(one.measure()).isEqualTo(other.measure());
        IntStream.range(0, one.topology().nodes().size()).forEach(node -> {
            assertThat(one.depths().halves(node)).isEqualTo(other.depths().halves(node));
            assertThat(one.cycleOf(node)).isEqualTo(other.cycleOf(node));
        });
    }

    @Test
    void everyProposalOfEveryAdviceLeavesNoCycle() {
        var random = new Random(32);
        int cycles = 0;
        for (int round = 0; round < 1_000; round++) {
            TestMaps maps = TestMaps.random(random, 2 + random.nextInt(12));
            DependencyMap map = maps.map();
            cycles += map.cycles().size();
            for (boolean recommended : new boolean[] {true, false}) {
                List<Change> changes = map.cycles().stream().flatMap(cycle -> cycle.cuts().stream())
                        .map(cut -> recommended ? cut.proposals().getFirst() : cut.proposals().getLast())
                        .flatMap(proposal -> proposal.changes().stream()).toList();
                // Channels that several cuts lead to or from are rebuilt by the first of them.
                List<Change> once = changes.stream().distinct().toList();
                Edit edit = Edit.of(map, maps.entries(), TestMaps.SECONDS, once);
                DependencyMap changed = new DependencyMap(edit.topology(), edit.entries(), TestMaps.SECONDS);
                assertThat(changed.measure().cycles()).as("%s %s", changes, edit.mistakes()).isZero();
            }
        }
        assertThat(cycles).isGreaterThan(500);
    }

    @Test
    void severalWhoAskTheSameOneAreAdvisedToShareAThirdService() {
        DependencyMap map = new TestMaps().service("hub", 1, "team-hub").service("a", 1, "team-a")
                .service("b", 1, "team-b").service("web", 0, "team-web").calls("web", "hub", 5_000_000)
                .calls("hub", "a", 5_000_000).calls("hub", "b", 5_000_000).calls("a", "hub", 60).calls("b", "hub", 60)
                .map();
        List<Cycle.Cut> cuts = map.cycles().getFirst().cuts();
        assertThat(cuts).hasSize(2);
        assertThat(cuts).allSatisfy(cut -> {
            assertThat(cut.proposals().getFirst().kind()).isEqualTo(Cycle.Kind.EXTRACT);
            assertThat(cut.proposals().getFirst().text()).contains("hub-shared");
        });
    }

    @Test
    void tiersAndOwnersWeighToo() {
        // The same calls in both directions: the vital one should not wait for the lesser one.
        DependencyMap inverted = new TestMaps().service("a", 0, "team").service("b", 3, "team").calls("a", "b", 600)
                .calls("b", "a", 600).map();
        assertThat(cut(inverted)).isEqualTo("a>b");
        DependencyMap across = new TestMaps().service("a", 1, "one").service("b", 1, "one").service("c", 1, "other")
                .calls("a", "b", 600).calls("b", "c", 600).calls("c", "a", 600).map();
        assertThat(cut(across)).isEqualTo("a>b");
    }

    private static String cut(DependencyMap map) {
        Edge edge = map.observed().get(map.cycles().getFirst().cuts().getFirst().edge());
        return edge.from() + ">" + edge.to();
    }

    @Test
    void whatCannotBeDoneIsNamedWithWhatMayHaveBeenMeant() {
        TestMaps maps = new TestMaps().service("order", 0, "team").calls("order", "payment", 1);
        Edit edit = Edit.of(maps.map(), maps.entries(), TestMaps.SECONDS,
                List.of(new Change.Cut("ordr", "payment", null), new Change.Cut("payment", "order", null),
                        new Change.Invert("order", "payment", "order"), new Change.AddTopic(" ")));
        assertThat(edit.mistakes()).containsExactly(new Edit.Mistake(0, "from", "is not on the map", "order"),
                new Edit.Mistake(1, "to", "has no such edge from payment", null),
                new Edit.Mistake(2, "topic", "is on the map already", null),
                new Edit.Mistake(3, "name", "must have 1 to 200 characters", null));
    }

    @Test
    void whatIsOnlyThereToBeUsedGoesWithItsLastEdge() {
        TestMaps maps = new TestMaps().uses("order", "orders-db", 5);
        Edit edit = Edit.of(maps.map(), maps.entries(), TestMaps.SECONDS,
                List.of(new Change.Cut("order", "orders-db", null)));
        assertThat(edit.topology().nodes()).containsExactly(new Node("order", NodeType.SERVICE));
        assertThat(edit.cut()).hasSize(1);
    }
}
