package polis.dependencymap.city;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.capacity.CapacitySettings;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.layout.Spot;

/** Where everything stood in the last drawing, so that the next one, also after a restart, leaves it there. */
@Repository
class Places {

    private static final int DAYS_KEPT = 90;
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final CapacitySettings capacity;

    Places(JdbcClient jdbc, CapacitySettings capacity) {
        this.jdbc = jdbc;
        this.capacity = capacity;
    }

    Map<String, Spot> spots(Grouping grouping) {
        Map<String, Spot> spots = new HashMap<>();
        jdbc.sql(
                "select node, district, half_depth, \"row\" from place where grouping = :grouping order by drawn_on desc limit :limit")
                .param("grouping", grouping.key()).param("limit", 2 * capacity.most()).query(row -> {
                    spots.put(row.getString(1), new Spot(row.getString(2), row.getInt(3), row.getInt(4)));
                });
        return spots;
    }

    /** The districts from top to bottom. */
    List<Plan.Ground> grounds(Grouping grouping) {
        return jdbc.sql("select name, lanes, rows from district where grouping = :grouping order by position, name")
                .param("grouping", grouping.key())
                .query((row, index) -> new Plan.Ground(row.getString(1), row.getInt(2), row.getInt(3))).list();
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
        keepDrawn(grouping, plan);
        if (moved.isEmpty()) {
            return;
        }
        Collection<Spot> spots = moved.values();
        jdbc.sql("""
                insert into place (grouping, node, district, half_depth, "row")
                select :key, * from unnest(:nodes::text[], :districts::text[], :halfDepths::int[], :rows::int[])
                on conflict (grouping, node) do update
                set district = excluded.district, half_depth = excluded.half_depth, "row" = excluded."row",
                    drawn_on = current_date""").param("key", grouping.key())
                .param("nodes", moved.keySet().toArray(String[]::new))
                .param("districts", spots.stream().map(Spot::district).toArray(String[]::new))
                .param("halfDepths", spots.stream().mapToInt(Spot::halfDepth).toArray())
                .param("rows", spots.stream().mapToInt(Spot::row).toArray()).update();
    }

    /** Once a day: houses that were not drawn for long leave their ground to others. */
    private void keepDrawn(Grouping grouping, Plan plan) {
        jdbc.sql(
                "update place set drawn_on = current_date where grouping = :grouping and drawn_on < current_date and node = any(:node)")
                .param("grouping", grouping.key()).param("node", plan.places().keySet().toArray(String[]::new))
                .update();
        jdbc.sql("""
                delete from place where ctid = any(array(
                    select ctid from place where drawn_on < current_date - :daysKept limit :limit))""")
                .param("daysKept", DAYS_KEPT).param("limit", BATCH).update();
        jdbc.sql("""
                delete from district d where grouping = :grouping and not name = any(:name)
                    and not exists (select 1 from place p where p.grouping = d.grouping and p.district = d.name)""")
                .param("grouping", grouping.key())
                .param("name", plan.districts().stream().map(Plan.District::name).toArray(String[]::new)).update();
    }

    private void keepGrounds(Grouping grouping, Plan plan) {
        List<Plan.Ground> known = grounds(grouping);
        plan.districts().stream().map(Plan.District::ground).filter(ground -> !known.contains(ground))
                .forEach(ground -> jdbc
                        .sql("""
                                insert into district (grouping, name, position, lanes, rows)
                                select :key, :district, coalesce(max(position), 0) + 1, :lanes, :rows from district where grouping = :grouping
                                on conflict (grouping, name) do update set lanes = excluded.lanes, rows = excluded.rows""")
                        .param("key", grouping.key()).param("district", ground.district())
                        .param("lanes", ground.lanes()).param("rows", ground.rows()).param("grouping", grouping.key())
                        .update());
    }
}
