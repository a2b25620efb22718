package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Traffic over time. */
@Repository
public class TrafficSeries {

    private final JdbcClient jdbc;
    private final TrafficSums sums;

    /**
     * Traffic step by step.
     *
     * @param first minute of the first step
     * @param minutes of a step
     */
    public record Steps(int first, int minutes, List<Load> loads) {

        private void add(SumRow row, Load load) {
            // Where only hours or days are kept the first one may begin before what was asked for.
            loads.get(Math.clamp((row.minute() - first) / minutes, 0, loads.size() - 1)).add(load);
        }
    }

    TrafficSeries(JdbcClient jdbc, TrafficSums sums) {
        this.jdbc = jdbc;
        this.sums = sums;
    }

    /**
     * Returns the traffic of the minutes from the first, inclusive, to the last, exclusive, in at most so many steps of
     * the same length. Steps of an hour or more are whole hours, of a day or more whole days, and so are those of a
     * time whose minutes or hours are not kept any more.
     *
     * @param node what it worked on, or if it reports nothing itself, what others asked of it; null for all services
     *        together, then without latencies
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Steps by(@Nullable String node, int first, int last, int most) {
        Resolution resolution = resolution(first, (last - first + most - 1) / most);
        int unit = resolution.minutes();
        int begin = Math.floorDiv(first, unit) * unit;
        int units = (last - begin + unit - 1) / unit;
        int step = Math.max(1, (units + most - 1) / most) * unit;
        var steps = new Steps(begin, step, new ArrayList<>());
        for (int minute = begin; minute < last; minute += step) {
            steps.loads().add(new Load());
        }
        List<Stretch> stretches = sums.stretches(begin, last, resolution);
        if (node == null) {
            stretches.forEach(stretch -> sums.each(stretch, stretch.resolution().selectTotals(),
                    row -> steps.add(row, Load.of(row.calls(), row.errors()))));
        } else {
            read(node, stretches, steps);
        }
        return steps;
    }

    private Resolution resolution(int first, int step) {
        if (step >= Resolution.DAY.minutes() || first < sums.keptFrom(Resolution.HOUR) * Resolution.HOUR.minutes()) {
            return Resolution.DAY;
        }
        return step >= Resolution.HOUR.minutes() || first < sums.keptFrom(Resolution.MINUTE)
                ? Resolution.HOUR
                : Resolution.MINUTE;
    }

    private void read(String node, List<Stretch> stretches, Steps steps) {
        Integer[] numbers = jdbc.sql("select id from node where name = :name").param("name", node)
                .query((row, index) -> row.getInt(1)).list().toArray(Integer[]::new);
        boolean[] any = {false};
        Consumer<SumRow> adding = row -> {
            any[0] = true;
            var load = new Load();
            load.add(row.calls(), row.errors(), row.latency().array());
            steps.add(row, load);
        };
        for (Stretch stretch : stretches) {
            sums.each(stretch, stretch.resolution().selectServices() + " and service = any(?)", adding,
                    (Object) numbers);
        }
        if (!any[0]) {
            for (Stretch stretch : stretches) {
                sums.each(stretch, stretch.resolution().selectEdges() + " and callee = any(?)", adding,
                        (Object) numbers);
            }
        }
    }
}
