package polis.dependencymap.city;

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
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Road;

class AlterationTests {

    @Test
    void changedCityIsTheOneThatIsBuiltFromScratch() {
        var random = new Random(31);
        for (int round = 0; round < 1_000; round++) {
            Cities before = Cities.random(random, 2 + random.nextInt(8));
            City city = before.city();
            List<Change> changes = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                change(before, random, i, changes);
            }
            Alteration alteration = Alteration.of(city,
                    before.entries().stream().filter(entry -> !entry.name().startsWith("new")).toList(), Cities.SECONDS,
                    changes);
            assertThat(alteration.mistakes()).isEmpty();
            City changed = new City(alteration.roads(), alteration.entries(), Cities.SECONDS);
            isTheSame(changed, before.city());
        }
    }

    /** Does to the ground what the change is to do on paper. */
    private static void change(Cities ground, Random random, int number, List<Change> changes) {
        List<Road> roads = ground.traffic().keySet().stream().sorted(Comparator.comparing(Road::toString)).toList();
        if (roads.isEmpty()) {
            return;
        }
        Road road = roads.get(random.nextInt(roads.size()));
        String from = road.from().name();
        String to = road.to().name();
        boolean services = road.from().type() == NodeType.SERVICE && road.to().type() == NodeType.SERVICE;
        switch (random.nextInt(4)) {
            case 0 -> {
                changes.add(new Change.Cut(from, to, road.asynchronous()));
                ground.traffic().remove(road);
            }
            case 1 -> {
                if (services) {
                    changes.add(new Change.Invert(from, to, "topic" + number));
                    long calls = ground.traffic().remove(road).calls();
                    ground.sends(to, "topic" + number, from, calls);
                }
            }
            case 2 -> {
                if (services) {
                    changes.add(new Change.Extract(from, to, "new" + number));
                    long calls = ground.traffic().remove(road).calls();
                    ground.service("new" + number, null, null).calls(from, "new" + number, calls).calls(to,
                            "new" + number, 1);
                }
            }
            default -> {
                changes.add(new Change.AddService("new" + number, 1, "team-new", null));
                changes.add(new Change.Connect("s0", "new" + number, false, 2, true));
                ground.service("new" + number, 1, "team-new").calls("s0", "new" + number, 7200);
            }
        }
    }

    private static void isTheSame(City one, City other) {
        assertThat(one.roads().places()).isEqualTo(other.roads().places());
        assertThat(one.roads().ways().stream().map(way -> way.road() + " " + way.load().calls()))
                .containsExactlyElementsOf(
                        other.roads().ways().stream().map(way -> way.road() + " " + way.load().calls()).toList());
        assertThat(one.measure()).isEqualTo(other.measure());
        IntStream.range(0, one.roads().places().size()).forEach(place -> {
            assertThat(one.depths().halves(place)).isEqualTo(other.depths().halves(place));
            assertThat(one.cycleOf(place)).isEqualTo(other.cycleOf(place));
        });
    }

    @Test
    void everyProposalOfEveryAdviceLeavesNoCycle() {
        var random = new Random(32);
        int cycles = 0;
        for (int round = 0; round < 1_000; round++) {
            Cities ground = Cities.random(random, 2 + random.nextInt(12));
            City city = ground.city();
            cycles += city.cycles().size();
            for (boolean recommended : new boolean[] {true, false}) {
                List<Change> changes = city.cycles().stream().flatMap(cycle -> cycle.cuts().stream())
                        .map(cut -> recommended ? cut.proposals().getFirst() : cut.proposals().getLast())
                        .flatMap(proposal -> proposal.changes().stream()).toList();
                // Channels that several cuts lead to or from are rebuilt by the first of them.
                List<Change> once = changes.stream().distinct().toList();
                Alteration alteration = Alteration.of(city, ground.entries(), Cities.SECONDS, once);
                City changed = new City(alteration.roads(), alteration.entries(), Cities.SECONDS);
                assertThat(changed.measure().cycles()).as("%s %s", changes, alteration.mistakes()).isZero();
            }
        }
        assertThat(cycles).isGreaterThan(500);
    }

    @Test
    void severalWhoAskTheSameOneAreAdvisedToShareAThirdService() {
        City city = new Cities().service("hub", 1, "team-hub").service("a", 1, "team-a").service("b", 1, "team-b")
                .service("web", 0, "team-web").calls("web", "hub", 5_000_000).calls("hub", "a", 5_000_000)
                .calls("hub", "b", 5_000_000).calls("a", "hub", 60).calls("b", "hub", 60).city();
        List<Cycle.Cut> cuts = city.cycles().getFirst().cuts();
        assertThat(cuts).hasSize(2);
        assertThat(cuts).allSatisfy(cut -> {
            assertThat(cut.proposals().getFirst().kind()).isEqualTo(Cycle.Kind.EXTRACT);
            assertThat(cut.proposals().getFirst().text()).contains("hub-shared");
        });
    }

    @Test
    void tiersAndOwnersWeighToo() {
        // The same calls in both directions: the vital one should not wait for the lesser one.
        City inverted = new Cities().service("a", 0, "team").service("b", 3, "team").calls("a", "b", 600)
                .calls("b", "a", 600).city();
        assertThat(cut(inverted)).isEqualTo("a>b");
        City across = new Cities().service("a", 1, "one").service("b", 1, "one").service("c", 1, "other")
                .calls("a", "b", 600).calls("b", "c", 600).calls("c", "a", 600).city();
        assertThat(cut(across)).isEqualTo("a>b");
    }

    private static String cut(City city) {
        Way way = city.observed().get(city.cycles().getFirst().cuts().getFirst().edge());
        return way.from() + ">" + way.to();
    }

    @Test
    void whatCannotBeDoneIsNamedWithWhatMayHaveBeenMeant() {
        Cities ground = new Cities().service("order", 0, "team").calls("order", "payment", 1);
        Alteration alteration = Alteration.of(ground.city(), ground.entries(), Cities.SECONDS,
                List.of(new Change.Cut("ordr", "payment", null), new Change.Cut("payment", "order", null),
                        new Change.Invert("order", "payment", "order"), new Change.AddTopic(" ")));
        assertThat(alteration.mistakes()).containsExactly(
                new Alteration.Mistake(0, "from", "is not on the map", "order"),
                new Alteration.Mistake(1, "to", "has no such road from payment", null),
                new Alteration.Mistake(2, "topic", "is on the map already", null),
                new Alteration.Mistake(3, "name", "must have 1 to 200 characters", null));
    }

    @Test
    void whatIsOnlyThereToBeUsedGoesWithItsLastRoad() {
        Cities ground = new Cities().uses("order", "orders-db", 5);
        Alteration alteration = Alteration.of(ground.city(), ground.entries(), Cities.SECONDS,
                List.of(new Change.Cut("order", "orders-db", null)));
        assertThat(alteration.roads().places()).containsExactly(new Node("order", NodeType.SERVICE));
        assertThat(alteration.cut()).hasSize(1);
    }
}
