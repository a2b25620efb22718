package polis.dependencymap.city;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.layout.Spot;

/** Where everything stood in the last drawing, so that the next one, also after a restart, leaves it there. */
@Repository
class Places {

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Spot> spots(Grouping grouping) {
        Map<String, Spot> spots = new HashMap<>();
        jdbc.sql("select node, district, half_depth, \"row\" from place where grouping = ?").param(grouping.key())
                .query(row -> {
                    spots.put(row.getString(1), new Spot(row.getString(2), row.getInt(3), row.getInt(4)));
                });
        return spots;
    }

    /** The districts from top to bottom. */
    List<Plan.Ground> grounds(Grouping grouping) {
        return jdbc.sql("select name, lanes, rows from district where grouping = ? order by position, name")
                .param(grouping.key())
                .query((row, index) -> new Plan.Ground(row.getString(1), row.getInt(2), row.getInt(3)))
                .list();
    }

    @Transactional
    public void keep(Grouping grouping, Plan plan) {
        keepSpots(grouping, plan);
        keepGrounds(grouping, plan);
    }

    private void keepSpots(Grouping grouping, Plan plan) {
        Map<String, Spot> known = spots(grouping);
        Map<String, Spot> moved = new TreeMap<>();
        plan.places().forEach((name, place) -> {
            if (!place.spot().equals(known.get(name))) {
                moved.put(name, place.spot());
            }
        });
        if (moved.isEmpty()) {
            return;
        }
        Collection<Spot> spots = moved.values();
        jdbc.sql("""
                insert into place (grouping, node, district, half_depth, "row")
                select ?, * from unnest(?::text[], ?::text[], ?::int[], ?::int[])
                on conflict (grouping, node) do update
                set district = excluded.district, half_depth = excluded.half_depth, "row" = excluded."row\"""")
                .param(grouping.key()).param(moved.keySet().toArray(String[]::new))
                .param(spots.stream().map(Spot::district).toArray(String[]::new))
                .param(spots.stream().mapToInt(Spot::halfDepth).toArray())
                .param(spots.stream().mapToInt(Spot::row).toArray())
                .update();
    }

    private void keepGrounds(Grouping grouping, Plan plan) {
        List<Plan.Ground> known = grounds(grouping);
        plan.districts().stream().map(Plan.District::ground).filter(ground -> !known.contains(ground))
                .forEach(ground -> jdbc.sql("""
                        insert into district (grouping, name, position, lanes, rows)
                        select ?, ?, coalesce(max(position), 0) + 1, ?, ? from district where grouping = ?
                        on conflict (grouping, name) do update set lanes = excluded.lanes, rows = excluded.rows""")
                        .param(grouping.key()).param(ground.district()).param(ground.lanes()).param(ground.rows())
                        .param(grouping.key()).update());
    }
}
