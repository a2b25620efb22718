package polis.dependencymap.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTests {

    private static final int[][] NO_ROADS = new int[0][];

    @Test
    void columnsAreDepthsAndBandsAreDistricts() {
        Plan plan = draw(
                List.of(house("web", "front", 0), house("cart", "ordering", 2), house("stock", "logistics", 4)));
        assertThat(plan.places().get("web").x()).isEqualTo(Layout.FIRST_COLUMN);
        assertThat(plan.places().get("stock").x()).isEqualTo(Layout.FIRST_COLUMN + 2 * Layout.COLUMN);
        assertThat(plan.districts()).extracting(Plan.District::name).containsExactly("front", "ordering", "logistics");
        assertThat(plan.districts().get(1).y()).isEqualTo(plan.districts().get(0).height() + Layout.GAP);
    }

    @Test
    void everyHouseLiesInItsBandAndNoTwoTouch() {
        var random = new Random(9);
        List<House> houses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean stop = random.nextInt(6) == 0;
            houses.add(new House("h" + i, "d" + random.nextInt(5), 2 * random.nextInt(6) + (stop ? 1 : 0), stop));
        }
        int[][] roads = random.ints(400, 0, 200).mapToObj(from -> new int[] {from, random.nextInt(200)})
                .toArray(int[][]::new);
        Plan plan = Layout.of(houses, roads, Map.of(), List.of());
        for (House house : houses) {
            Plan.Place place = plan.places().get(house.name());
            Plan.District band = plan.districts().stream().filter(each -> each.name().equals(house.district()))
                    .findFirst().orElseThrow();
            assertThat(place.y()).isBetween(band.y() + 12, band.y() + band.height() - 12);
            for (House other : houses) {
                if (other != house && other.halfDepth() == house.halfDepth()) {
                    assertThat(Math.abs(plan.places().get(other.name()).y() - place.y())).isGreaterThanOrEqualTo(30);
                }
            }
        }
    }

    @Test
    void housesOfAColumnAreOrderedByThoseTheyHaveRoadsTo() {
        List<House> houses = List.of(house("a", "one", 0), house("b", "one", 0), house("p", "one", 2),
                house("q", "one", 2));
        Plan crossed = Layout.of(houses, new int[][] {{0, 3}, {1, 2}}, Map.of(), List.of());
        boolean leftInOrder = crossed.places().get("a").y() < crossed.places().get("b").y();
        boolean rightInOrder = crossed.places().get("q").y() < crossed.places().get("p").y();
        assertThat(leftInOrder).isEqualTo(rightInOrder);
    }

    @Test
    void nothingMovesWhenAHouseIsAdded() {
        var random = new Random(10);
        List<House> houses = new ArrayList<>();
        List<int[]> roads = new ArrayList<>();
        Map<String, Spot> before = new HashMap<>();
        List<Plan.Ground> districts = List.of();
        Map<String, Plan.Place> last = Map.of();
        for (int i = 0; i < 60; i++) {
            // The last district has room to grow: the others are not pushed down by it.
            houses.add(house("h" + i, i < 30 ? "d" + i % 3 : "z", 2 * random.nextInt(4)));
            roads.add(new int[] {i, random.nextInt(houses.size())});
            Plan plan = Layout.of(houses, roads.toArray(int[][]::new), before, districts);
            Map<String, Plan.Place> now = plan.places();
            last.forEach((name, place) -> assertThat(now.get(name).spot()).isEqualTo(place.spot()));
            if (i > 30) {
                last.forEach((name, place) -> assertThat(now.get(name)).isEqualTo(place));
            }
            now.forEach((name, place) -> before.put(name, place.spot()));
            districts = plan.districts().stream().map(Plan.District::ground).toList();
            last = now;
        }
    }

    @Test
    void nothingMovesWhenAHouseIsAddedToAnyDistrictThatHasGroundToSpare() {
        List<House> houses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            houses.add(house("h" + i, "d" + i % 3, 2 * (i % 4)));
        }
        Plan before = draw(houses);
        for (String district : List.of("d0", "d1", "d2")) {
            for (int depth = 0; depth < 4; depth++) {
                List<House> more = new ArrayList<>(houses);
                more.addFirst(house("a-new-one", district, 2 * depth));
                more.add(new House("a-new-topic", district, 2 * depth + 1, true));
                Plan after = Layout.of(more, NO_ROADS, spots(before), grounds(before));
                before.places().forEach((name, place) -> assertThat(after.places().get(name)).isEqualTo(place));
                assertThat(after.districts()).isEqualTo(before.districts());
            }
        }
    }

    @Test
    void whoComesFromAnotherColumnTakesNobodysRow() {
        Plan before = draw(List.of(house("a", "one", 0), house("b", "one", 2)));
        Plan after = Layout.of(List.of(house("a", "one", 2), house("b", "one", 2)), NO_ROADS, spots(before),
                grounds(before));
        assertThat(after.places().get("b")).isEqualTo(before.places().get("b"));
        assertThat(after.places().get("a").y()).isNotEqualTo(after.places().get("b").y());
    }

    @Test
    void theSameCityIsDrawnTheSameAgain() {
        var random = new Random(11);
        List<House> houses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            houses.add(house("h" + i, "d" + i % 4, 2 * random.nextInt(5)));
        }
        int[][] roads = random.ints(300, 0, 100).mapToObj(from -> new int[] {from, random.nextInt(100)})
                .toArray(int[][]::new);
        Plan plan = Layout.of(houses, roads, Map.of(), List.of());
        assertThat(Layout.of(houses, roads, Map.of(), List.of())).isEqualTo(plan);
        assertThat(Layout.of(houses, roads, spots(plan), grounds(plan))).isEqualTo(plan);
    }

    @Test
    void chainOfAHundredThousandIsDrawn() {
        List<House> houses = new ArrayList<>();
        int[][] roads = new int[99_999][];
        for (int i = 0; i < 100_000; i++) {
            houses.add(house("h" + i, "one", 2 * i));
            if (i > 0) {
                roads[i - 1] = new int[] {i - 1, i};
            }
        }
        assertThat(Layout.of(houses, roads, Map.of(), List.of()).places()).hasSize(100_000);
    }

    private static Map<String, Spot> spots(Plan plan) {
        Map<String, Spot> spots = new HashMap<>();
        plan.places().forEach((name, place) -> spots.put(name, place.spot()));
        return spots;
    }

    private static List<Plan.Ground> grounds(Plan plan) {
        return plan.districts().stream().map(Plan.District::ground).toList();
    }

    @Test
    void whoClaimsATakenRowGetsAnother() {
        List<House> houses = List.of(house("a", "one", 2), house("b", "one", 2));
        Plan plan = Layout.of(houses, NO_ROADS, Map.of("a", new Spot("one", 2, 1), "b", new Spot("one", 2, 1)),
                List.of());
        assertThat(plan.places().get("a").spot().row()).isEqualTo(1);
        assertThat(plan.places().get("b").spot().row()).isZero();
    }

    @Test
    void aStopLiesInTheLaneAboveTheBuildings() {
        Plan plan = draw(
                List.of(house("order", "one", 0), new House("placed", "one", 1, true), house("ship", "one", 2)));
        assertThat(plan.places().get("placed").y()).isLessThan(plan.places().get("order").y());
        assertThat(plan.places().get("placed").x()).isBetween(plan.places().get("order").x(),
                plan.places().get("ship").x());
    }

    @Test
    void anEmptyCityIsAnEmptyPlan() {
        assertThat(draw(List.of()).districts()).isEmpty();
    }

    private static House house(String name, String district, int halfDepth) {
        return new House(name, district, halfDepth, false);
    }

    private static Plan draw(List<House> houses) {
        return Layout.of(houses, NO_ROADS, Map.of(), List.of());
    }
}
