package polis.dependencymap.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTests {

    private static final int[][] NO_EDGES = new int[0][];

    @Test
    void columnsAreDepthsAndBandsAreDistricts() {
        Plan plan = draw(List.of(box("web", "front", 0), box("cart", "ordering", 2), box("stock", "logistics", 4)));
        assertThat(plan.placements().get("web").x()).isEqualTo(Layout.FIRST_COLUMN);
        assertThat(plan.placements().get("stock").x()).isEqualTo(Layout.FIRST_COLUMN + 2 * Layout.COLUMN);
        assertThat(plan.districts()).extracting(Plan.District::name).containsExactly("front", "ordering", "logistics");
        assertThat(plan.districts().get(1).y()).isEqualTo(plan.districts().get(0).height() + Layout.GAP);
    }

    @Test
    void everyNodeLiesInItsBandAndNoTwoTouch() {
        var random = new Random(9);
        List<NodeBox> boxes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean stop = random.nextInt(6) == 0;
            boxes.add(new NodeBox("h" + i, "d" + random.nextInt(5), 2 * random.nextInt(6) + (stop ? 1 : 0), stop));
        }
        int[][] edges = random.ints(400, 0, 200).mapToObj(from -> new int[] {from, random.nextInt(200)})
                .toArray(int[][]::new);
        Plan plan = Layout.of(boxes, edges, Map.of(), List.of());
        for (NodeBox box : boxes) {
            Plan.Placement node = plan.placements().get(box.name());
            Plan.District band = plan.districts().stream().filter(each -> each.name().equals(box.district()))
                    .findFirst().orElseThrow();
            assertThat(node.y()).isBetween(band.y() + 12, band.y() + band.height() - 12);
            for (NodeBox other : boxes) {
                if (other != box && other.halfDepth() == box.halfDepth()) {
                    assertThat(Math.abs(plan.placements().get(other.name()).y() - node.y())).isGreaterThanOrEqualTo(30);
                }
            }
        }
    }

    @Test
    void nodesOfAColumnAreOrderedByThoseTheyHaveEdgesTo() {
        List<NodeBox> boxes = List.of(box("a", "one", 0), box("b", "one", 0), box("p", "one", 2), box("q", "one", 2));
        Plan crossed = Layout.of(boxes, new int[][] {{0, 3}, {1, 2}}, Map.of(), List.of());
        boolean leftInOrder = crossed.placements().get("a").y() < crossed.placements().get("b").y();
        boolean rightInOrder = crossed.placements().get("q").y() < crossed.placements().get("p").y();
        assertThat(leftInOrder).isEqualTo(rightInOrder);
    }

    @Test
    void nothingMovesWhenANodeIsAdded() {
        var random = new Random(10);
        List<NodeBox> boxes = new ArrayList<>();
        List<int[]> edges = new ArrayList<>();
        Map<String, Slot> before = new HashMap<>();
        List<Plan.DistrictSize> districts = List.of();
        Map<String, Plan.Placement> last = Map.of();
        for (int i = 0; i < 60; i++) {
            // The last district has room to grow: the others are not pushed down by it.
            boxes.add(box("h" + i, i < 30 ? "d" + i % 3 : "z", 2 * random.nextInt(4)));
            edges.add(new int[] {i, random.nextInt(boxes.size())});
            Plan plan = Layout.of(boxes, edges.toArray(int[][]::new), before, districts);
            Map<String, Plan.Placement> now = plan.placements();
            last.forEach((name, node) -> assertThat(now.get(name).slot()).isEqualTo(node.slot()));
            if (i > 30) {
                last.forEach((name, node) -> assertThat(now.get(name)).isEqualTo(node));
            }
            now.forEach((name, node) -> before.put(name, node.slot()));
            districts = plan.districts().stream().map(Plan.District::size).toList();
            last = now;
        }
    }

    @Test
    void nothingMovesWhenANodeIsAddedToAnyDistrictThatHasRoomToSpare() {
        List<NodeBox> boxes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boxes.add(box("h" + i, "d" + i % 3, 2 * (i % 4)));
        }
        Plan before = draw(boxes);
        for (String district : List.of("d0", "d1", "d2")) {
            for (int depth = 0; depth < 4; depth++) {
                List<NodeBox> more = new ArrayList<>(boxes);
                more.addFirst(box("a-new-one", district, 2 * depth));
                more.add(new NodeBox("a-new-topic", district, 2 * depth + 1, true));
                Plan after = Layout.of(more, NO_EDGES, slots(before), sizes(before));
                before.placements().forEach((name, node) -> assertThat(after.placements().get(name)).isEqualTo(node));
                assertThat(after.districts()).isEqualTo(before.districts());
            }
        }
    }

    @Test
    void whoComesFromAnotherColumnTakesNobodysRow() {
        Plan before = draw(List.of(box("a", "one", 0), box("b", "one", 2)));
        Plan after = Layout.of(List.of(box("a", "one", 2), box("b", "one", 2)), NO_EDGES, slots(before), sizes(before));
        assertThat(after.placements().get("b")).isEqualTo(before.placements().get("b"));
        assertThat(after.placements().get("a").y()).isNotEqualTo(after.placements().get("b").y());
    }

    @Test
    void theSameMapIsDrawnTheSameAgain() {
        var random = new Random(11);
        List<NodeBox> boxes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boxes.add(box("h" + i, "d" + i % 4, 2 * random.nextInt(5)));
        }
        int[][] edges = random.ints(300, 0, 100).mapToObj(from -> new int[] {from, random.nextInt(100)})
                .toArray(int[][]::new);
        Plan plan = Layout.of(boxes, edges, Map.of(), List.of());
        assertThat(Layout.of(boxes, edges, Map.of(), List.of())).isEqualTo(plan);
        assertThat(Layout.of(boxes, edges, slots(plan), sizes(plan))).isEqualTo(plan);
    }

    @Test
    void chainOfAHundredThousandIsDrawn() {
        List<NodeBox> boxes = new ArrayList<>();
        int[][] edges = new int[99_999][];
        for (int i = 0; i < 100_000; i++) {
            boxes.add(box("h" + i, "one", 2 * i));
            if (i > 0) {
                edges[i - 1] = new int[] {i - 1, i};
            }
        }
        assertThat(Layout.of(boxes, edges, Map.of(), List.of()).placements()).hasSize(100_000);
    }

    private static Map<String, Slot> slots(Plan plan) {
        Map<String, Slot> slots = new HashMap<>();
        plan.placements().forEach((name, node) -> slots.put(name, node.slot()));
        return slots;
    }

    private static List<Plan.DistrictSize> sizes(Plan plan) {
        return plan.districts().stream().map(Plan.District::size).toList();
    }

    @Test
    void whoClaimsATakenRowGetsAnother() {
        List<NodeBox> boxes = List.of(box("a", "one", 2), box("b", "one", 2));
        Plan plan = Layout.of(boxes, NO_EDGES, Map.of("a", new Slot("one", 2, 1), "b", new Slot("one", 2, 1)),
                List.of());
        assertThat(plan.placements().get("a").slot().row()).isEqualTo(1);
        assertThat(plan.placements().get("b").slot().row()).isZero();
    }

    @Test
    void aStopLiesInTheLaneAboveTheNodes() {
        Plan plan = draw(List.of(box("order", "one", 0), new NodeBox("placed", "one", 1, true), box("ship", "one", 2)));
        assertThat(plan.placements().get("placed").y()).isLessThan(plan.placements().get("order").y());
        assertThat(plan.placements().get("placed").x()).isBetween(plan.placements().get("order").x(),
                plan.placements().get("ship").x());
    }

    @Test
    void anEmptyMapIsAnEmptyPlan() {
        assertThat(draw(List.of()).districts()).isEmpty();
    }

    private static NodeBox box(String name, String district, int halfDepth) {
        return new NodeBox(name, district, halfDepth, false);
    }

    private static Plan draw(List<NodeBox> boxes) {
        return Layout.of(boxes, NO_EDGES, Map.of(), List.of());
    }
}
