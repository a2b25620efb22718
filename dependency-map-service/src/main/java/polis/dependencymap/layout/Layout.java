package polis.dependencymap.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

// ADR 41
/**
 * Lays out the map as a plan: columns are depths, bands are districts. Within a band the nodes of a column lie below
 * each other, in an order that keeps edges short and uncrossed (barycenter sweeps after Sugiyama, Tagawa and Toda,
 * 1981). A node that had a row keeps it, and a district has rows to spare, so that nothing moves when a node is added.
 */
public final class Layout {

    /** The centre of the first column, and the way from one to the next. */
    static final int FIRST_COLUMN = 180;
    static final int COLUMN = 217;
    /** The way from one row to the next, for nodes and in the lane of the stops. */
    static final int ROW = 62;
    static final int LANE = 34;
    static final int PADDING = 12;
    static final int GAP = 10;

    private static final int SWEEPS = 8;

    private final List<NodeBox> boxes;
    private final Map<String, Slot> before;
    private final Neighbours neighbours;
    private final Map<String, Plan.DistrictSize> sizes;
    private final int[] row;
    private final boolean[] fixed;
    private final double[] y;
    private final Map<String, Band> bands = new LinkedHashMap<>();

    private record Cell(String district, int halfDepth, boolean stop) {}

    private record Band(int top, Plan.DistrictSize size) {

        int height() {
            return 2 * PADDING + size.lanes() * LANE + size.rows() * ROW;
        }

        double yOf(boolean stop, int row) {
            return stop ? top + PADDING + (row + 0.5) * LANE : top + PADDING + size.lanes() * LANE + (row + 0.5) * ROW;
        }
    }

    private Layout(List<NodeBox> boxes, int[][] edges, Map<String, Slot> before, List<Plan.DistrictSize> sizes) {
        this.boxes = boxes;
        this.before = before;
        this.neighbours = new Neighbours(boxes.size(), edges);
        this.sizes = new LinkedHashMap<>();
        sizes.forEach(size -> this.sizes.putIfAbsent(size.district(), size));
        this.row = new int[boxes.size()];
        this.fixed = new boolean[boxes.size()];
        this.y = new double[boxes.size()];
    }

    /**
     * Draws the plan.
     *
     * @param edges pairs of positions in {@code nodes}
     * @param before where nodes stood before, by name
     * @param sizes the districts before, from top to bottom; new ones come below
     */
    public static Plan of(List<NodeBox> boxes, int[][] edges, Map<String, Slot> before, List<Plan.DistrictSize> sizes) {
        return new Layout(boxes, edges, before, sizes).draw();
    }

    private Plan draw() {
        Map<Cell, List<Integer>> byCell = new LinkedHashMap<>();
        for (int i = 0; i < boxes.size(); i++) {
            NodeBox box = boxes.get(i);
            byCell.computeIfAbsent(new Cell(box.district(), box.halfDepth(), box.stop()), cell -> new ArrayList<>())
                    .add(i);
        }
        byCell.values().forEach(this::settleOldThenNew);
        measure();
        List<int[]> byDepth = byCell.entrySet().stream()
                .sorted(Comparator.comparingInt(cell -> cell.getKey().halfDepth()))
                .map(cell -> cell.getValue().stream().mapToInt(Integer::intValue).filter(i -> !fixed[i]).toArray())
                .filter(movable -> movable.length > 1).toList();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            // Column by column, there and back: were all moved at once, two that cross would swap for ever.
            (sweep % 2 == 0 ? byDepth : byDepth.reversed()).forEach(this::sort);
        }
        return plan();
    }

    /**
     * Who was in the column before has the first claim to its row, then who comes from another column of the district,
     * the first by name where two claim one; new ones take the lowest free rows, by name.
     */
    private void settleOldThenNew(List<Integer> cell) {
        cell.sort(Comparator.comparing(i -> boxes.get(i).name()));
        var taken = new BitSet();
        for (boolean stayed : new boolean[] {true, false}) {
            for (int i : cell) {
                NodeBox box = boxes.get(i);
                Slot slot = before.get(box.name());
                if (slot != null && !fixed[i] && slot.district().equals(box.district())
                        && stayed == (slot.halfDepth() == box.halfDepth()) && !taken.get(slot.row())) {
                    taken.set(slot.row());
                    row[i] = slot.row();
                    fixed[i] = true;
                }
            }
        }
        for (int i : cell) {
            if (!fixed[i]) {
                row[i] = taken.nextClearBit(0);
                taken.set(row[i]);
            }
        }
    }

    /** Lets the new nodes of a cell share out their rows anew, each as near as can be to those it has edges to. */
    private void sort(int[] movable) {
        int[] rows = Arrays.stream(movable).map(i -> row[i]).sorted().toArray();
        double[] wish = new double[movable.length];
        for (int k = 0; k < movable.length; k++) {
            wish[k] = neighbours.barycenter(movable[k], y);
        }
        // Equal wishes keep the order by name that the cell came with, or the one of the sweep before.
        int[] order = IntStream.range(0, movable.length).boxed().sorted(Comparator.comparingDouble(k -> wish[k]))
                .mapToInt(k -> movable[k]).toArray();
        for (int k = 0; k < order.length; k++) {
            movable[k] = order[k];
            row[order[k]] = rows[k];
            place(order[k]);
        }
    }

    private void measure() {
        Map<String, int[]> needed = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            int[] size = needed.computeIfAbsent(boxes.get(i).district(), name -> new int[2]);
            int kind = boxes.get(i).stop() ? 0 : 1;
            size[kind] = Math.max(size[kind], row[i] + 1);
        }
        int top = 0;
        for (String name : Districts.inOrder(boxes, sizes.keySet())) {
            int[] size = needed.getOrDefault(name, new int[2]);
            Plan.DistrictSize given = sizes.getOrDefault(name, Plan.DistrictSize.none());
            Band band = new Band(top, given.holding(name, size[0], Math.max(1, size[1])));
            bands.put(name, band);
            top += band.height() + GAP;
        }
        for (int i = 0; i < y.length; i++) {
            place(i);
        }
    }

    private void place(int i) {
        Band band = bands.get(boxes.get(i).district());
        if (band != null) {
            y[i] = band.yOf(boxes.get(i).stop(), row[i]);
        }
    }

    private Plan plan() {
        Map<String, Plan.Placement> placements = new LinkedHashMap<>();
        int width = 0;
        for (int i = 0; i < row.length; i++) {
            NodeBox box = boxes.get(i);
            int x = FIRST_COLUMN + COLUMN * box.halfDepth() / 2;
            placements.put(box.name(),
                    new Plan.Placement(x, (int) Math.round(y[i]), new Slot(box.district(), box.halfDepth(), row[i])));
            width = Math.max(width, x + COLUMN / 2);
        }
        List<Plan.District> districts = new ArrayList<>();
        bands.forEach((name, band) -> districts.add(new Plan.District(name, band.top(), band.height(), band.size())));
        int height = districts.isEmpty() ? 0 : districts.getLast().y() + districts.getLast().height();
        return new Plan(placements, districts, width, height);
    }
}
