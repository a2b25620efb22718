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

/**
 * Draws a city as a plan: columns are depths, bands are districts. Within a band the houses of a column lie below each
 * other, in an order that keeps roads short and uncrossed (barycenter sweeps after Sugiyama, Tagawa and Toda, 1981). A
 * house that had a row keeps it, and a district has ground to spare, so that the city does not move when a house is
 * added.
 */
public final class Layout {

    /** The centre of the first column, and the way from one to the next. */
    static final int FIRST_COLUMN = 180;
    static final int COLUMN = 217;
    /** The way from one row to the next, for buildings and in the lane of the stops. */
    static final int ROW = 62;
    static final int LANE = 34;
    static final int PADDING = 12;
    static final int GAP = 10;

    private static final int SWEEPS = 8;

    private final List<House> houses;
    private final Map<String, Spot> before;
    private final Neighbours neighbours;
    private final Map<String, Plan.Ground> grounds;
    private final int[] row;
    private final boolean[] fixed;
    private final double[] y;
    private final Map<String, Band> bands = new LinkedHashMap<>();

    private record Cell(String district, int halfDepth, boolean stop) {}

    private record Band(int top, Plan.Ground ground) {

        int height() {
            return 2 * PADDING + ground.lanes() * LANE + ground.rows() * ROW;
        }

        double yOf(boolean stop, int row) {
            return stop
                    ? top + PADDING + (row + 0.5) * LANE
                    : top + PADDING + ground.lanes() * LANE + (row + 0.5) * ROW;
        }
    }

    private Layout(List<House> houses, int[][] roads, Map<String, Spot> before, List<Plan.Ground> grounds) {
        this.houses = houses;
        this.before = before;
        this.neighbours = new Neighbours(houses.size(), roads);
        this.grounds = new LinkedHashMap<>();
        grounds.forEach(ground -> this.grounds.putIfAbsent(ground.district(), ground));
        this.row = new int[houses.size()];
        this.fixed = new boolean[houses.size()];
        this.y = new double[houses.size()];
    }

    /**
     * Draws the plan.
     *
     * @param roads pairs of positions in {@code houses}
     * @param before where houses stood before, by name
     * @param grounds the districts before, from top to bottom; new ones come below
     */
    public static Plan of(List<House> houses, int[][] roads, Map<String, Spot> before, List<Plan.Ground> grounds) {
        return new Layout(houses, roads, before, grounds).draw();
    }

    private Plan draw() {
        Map<Cell, List<Integer>> byCell = new LinkedHashMap<>();
        for (int i = 0; i < houses.size(); i++) {
            House house = houses.get(i);
            byCell.computeIfAbsent(new Cell(house.district(), house.halfDepth(), house.stop()),
                    cell -> new ArrayList<>()).add(i);
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
        cell.sort(Comparator.comparing(i -> houses.get(i).name()));
        var taken = new BitSet();
        for (boolean stayed : new boolean[] {true, false}) {
            for (int i : cell) {
                House house = houses.get(i);
                Spot spot = before.get(house.name());
                if (spot != null && !fixed[i] && spot.district().equals(house.district())
                        && stayed == (spot.halfDepth() == house.halfDepth()) && !taken.get(spot.row())) {
                    taken.set(spot.row());
                    row[i] = spot.row();
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

    /** Lets the new houses of a cell share out their rows anew, each as near as can be to those it has roads to. */
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
            int[] size = needed.computeIfAbsent(houses.get(i).district(), name -> new int[2]);
            int kind = houses.get(i).stop() ? 0 : 1;
            size[kind] = Math.max(size[kind], row[i] + 1);
        }
        int top = 0;
        for (String name : Districts.inOrder(houses, grounds.keySet())) {
            int[] size = needed.getOrDefault(name, new int[2]);
            Plan.Ground given = grounds.getOrDefault(name, Plan.Ground.none());
            Band band = new Band(top, given.holding(name, size[0], Math.max(1, size[1])));
            bands.put(name, band);
            top += band.height() + GAP;
        }
        for (int i = 0; i < y.length; i++) {
            place(i);
        }
    }

    private void place(int i) {
        Band band = bands.get(houses.get(i).district());
        if (band != null) {
            y[i] = band.yOf(houses.get(i).stop(), row[i]);
        }
    }

    private Plan plan() {
        Map<String, Plan.Place> places = new LinkedHashMap<>();
        int width = 0;
        for (int i = 0; i < row.length; i++) {
            House house = houses.get(i);
            int x = FIRST_COLUMN + COLUMN * house.halfDepth() / 2;
            places.put(house.name(),
                    new Plan.Place(x, (int) Math.round(y[i]), new Spot(house.district(), house.halfDepth(), row[i])));
            width = Math.max(width, x + COLUMN / 2);
        }
        List<Plan.District> districts = new ArrayList<>();
        bands.forEach((name, band) -> districts.add(new Plan.District(name, band.top(), band.height(), band.ground())));
        int height = districts.isEmpty() ? 0 : districts.getLast().y() + districts.getLast().height();
        return new Plan(places, districts, width, height);
    }
}
