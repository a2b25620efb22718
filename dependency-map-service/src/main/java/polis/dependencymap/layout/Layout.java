package polis.dependencymap.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a city as a plan: columns are depths, bands are districts. Within a band the houses of a column lie below each
 * other, in an order that keeps roads short and uncrossed (barycenter sweeps after Sugiyama, Tagawa and Toda, 1981). A house
 * that had a row keeps it, so that the city does not move when a house is added.
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
    private final int[][] roads;
    private final Map<String, Spot> before;
    private final List<String> order;
    private final int[] row;
    private final boolean[] fixed;
    private final double[] y;
    private final List<List<Integer>> neighbours = new ArrayList<>();
    private final Map<String, Band> bands = new LinkedHashMap<>();
    private final Map<Cell, List<Integer>> cells = new LinkedHashMap<>();

    private record Cell(String district, int halfDepth, boolean stop) {}

    private record Band(int top, int lanes, int rows) {

        int height() {
            return 2 * PADDING + lanes * LANE + rows * ROW;
        }

        double yOf(boolean stop, int row) {
            return stop
                    ? top + PADDING + (row + 0.5) * LANE
                    : top + PADDING + lanes * LANE + (row + 0.5) * ROW;
        }
    }

    private Layout(List<House> houses, int[][] roads, Map<String, Spot> before, List<String> districts) {
        this.houses = houses;
        this.roads = roads;
        this.before = before;
        this.order = orderOf(houses, districts);
        this.row = new int[houses.size()];
        this.fixed = new boolean[houses.size()];
        this.y = new double[houses.size()];
    }

    /**
     * Draws the plan.
     *
     * @param roads pairs of positions in {@code houses}
     * @param before where houses stood before, by name
     * @param districts the order of the districts before; new ones come below
     */
    public static Plan of(List<House> houses, int[][] roads, Map<String, Spot> before, List<String> districts) {
        return new Layout(houses, roads, before, districts).draw();
    }

    private Plan draw() {
        houses.forEach(house -> neighbours.add(new ArrayList<>()));
        for (int[] road : roads) {
            neighbours.get(road[0]).add(road[1]);
            neighbours.get(road[1]).add(road[0]);
        }
        for (int i = 0; i < houses.size(); i++) {
            House house = houses.get(i);
            cells.computeIfAbsent(new Cell(house.district(), house.halfDepth(), house.stop()),
                    cell -> new ArrayList<>())
                    .add(i);
        }
        cells.values().forEach(this::settleOldThenNew);
        measure();
        List<List<Integer>> byDepth = cells.entrySet().stream()
                .sorted(Comparator.comparingInt(cell -> cell.getKey().halfDepth())).map(Map.Entry::getValue).toList();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            // Column by column, there and back: were all moved at once, two that cross would swap for ever.
            (sweep % 2 == 0 ? byDepth : byDepth.reversed()).forEach(this::sortNew);
        }
        return plan();
    }

    /** Old houses take their rows, the first by name where two claim one; new ones the lowest free rows, by name. */
    private void settleOldThenNew(List<Integer> cell) {
        cell.sort(Comparator.comparing(i -> houses.get(i).name()));
        Map<Integer, Integer> taken = new HashMap<>();
        for (int i : cell) {
            Spot spot = before.get(houses.get(i).name());
            if (spot != null && spot.district().equals(houses.get(i).district())
                    && taken.putIfAbsent(spot.row(), i) == null) {
                row[i] = spot.row();
                fixed[i] = true;
            }
        }
        int next = 0;
        for (int i : cell) {
            if (!fixed[i]) {
                while (taken.containsKey(next)) {
                    next++;
                }
                taken.put(next, i);
                row[i] = next;
            }
        }
    }

    /** Lets the new houses of a cell share out their rows anew, each as near as can be to those it has roads to. */
    private void sortNew(List<Integer> cell) {
        List<Integer> movable = new ArrayList<>(cell.stream().filter(i -> !fixed[i]).toList());
        if (movable.size() < 2) {
            return;
        }
        List<Integer> rows = movable.stream().map(i -> row[i]).sorted().toList();
        Map<Integer, Double> wish = new HashMap<>();
        movable.forEach(i -> wish.put(i, barycenter(i)));
        movable.sort(Comparator.<Integer, Double>comparing(wish::get).thenComparing(i -> houses.get(i).name()));
        for (int k = 0; k < rows.size(); k++) {
            row[movable.get(k)] = rows.get(k);
            place(movable.get(k));
        }
    }

    private double barycenter(int house) {
        double sum = 0;
        List<Integer> others = neighbours.get(house);
        for (int other : others) {
            sum += y[other];
        }
        return others.isEmpty() ? y[house] : sum / others.size();
    }

    private void measure() {
        Map<String, int[]> sizes = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            int[] size = sizes.computeIfAbsent(houses.get(i).district(), name -> new int[2]);
            int kind = houses.get(i).stop() ? 0 : 1;
            size[kind] = Math.max(size[kind], row[i] + 1);
        }
        int top = 0;
        for (String name : order) {
            int[] size = sizes.getOrDefault(name, new int[2]);
            Band band = new Band(top, size[0], Math.max(1, size[1]));
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
            places.put(house.name(), new Plan.Place(x, (int) Math.round(y[i]), new Spot(house.district(), row[i])));
            width = Math.max(width, x + COLUMN / 2);
        }
        List<Plan.District> districts = new ArrayList<>();
        bands.forEach((name, band) -> districts.add(new Plan.District(name, band.top(), band.height())));
        int height = districts.isEmpty() ? 0 : districts.getLast().y() + districts.getLast().height();
        return new Plan(places, districts, width, height);
    }

    /** Districts keep their order; new ones come below, those nearer to the entrance first. */
    private static List<String> orderOf(List<House> houses, List<String> districts) {
        Map<String, IntSummaryStatistics> depths = new HashMap<>();
        houses.forEach(house -> depths.computeIfAbsent(house.district(), name -> new IntSummaryStatistics())
                .accept(house.halfDepth()));
        List<String> order = new ArrayList<>(districts.stream().filter(depths::containsKey).distinct().toList());
        depths.entrySet().stream()
                .filter(district -> !order.contains(district.getKey()))
                .sorted(Comparator
                        .comparingDouble((Map.Entry<String, IntSummaryStatistics> each) -> each.getValue().getAverage())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(order::add);
        return order;
    }
}
