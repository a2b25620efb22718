package polis.dependencymap.rendering;

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
import polis.dependencymap.layout.Slot;

/** The positions of nodes and districts in the last drawing: the next one keeps them, also after a restart. */
@Repository
class NodePositions {

    private static final int DAYS_KEPT = 90;
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final CapacitySettings capacity;

    NodePositions(JdbcClient jdbc, CapacitySettings capacity) {
        this.jdbc = jdbc;
        this.capacity = capacity;
    }

    Map<String, Slot> slots(Grouping grouping) {
        Map<String, Slot> slots = new HashMap<>();
        jdbc.sql(
                "select node, district, half_depth, \"row\" from node_position where grouping = :grouping order by drawn_on desc limit :limit")
                .param("grouping", grouping.key()).param("limit", 2 * capacity.most()).query(row -> {
                    slots.put(row.getString(1), new Slot(row.getString(2), row.getInt(3), row.getInt(4)));
                });
        return slots;
    }

    /** Returns the districts from top to bottom. */
    List<Plan.DistrictSize> sizes(Grouping grouping) {
        return jdbc.sql("select name, lanes, rows from district where grouping = :grouping order by position, name")
                .param("grouping", grouping.key())
                .query((row, index) -> new Plan.DistrictSize(row.getString(1), row.getInt(2), row.getInt(3))).list();
    }

    @Transactional
    public void keep(Grouping grouping, Plan plan) {
        keepSlots(grouping, plan);
        keepSizes(grouping, plan);
    }

    private void keepSlots(Grouping grouping, Plan plan) {
        Map<String, Slot> known = slots(grouping);
        Map<String, Slot> moved = new TreeMap<>();
        plan.placements().forEach((name, placement) -> {
            if (!placement.slot().equals(known.get(name))) {
                moved.put(name, placement.slot());
            }
        });
        keepDrawn(grouping, plan);
        if (moved.isEmpty()) {
            return;
        }
        Collection<Slot> slots = moved.values();
        jdbc.sql("""
                insert into node_position (grouping, node, district, half_depth, "row")
                select :key, * from unnest(:nodes::text[], :districts::text[], :halfDepths::int[], :rows::int[])
                on conflict (grouping, node) do update
                set district = excluded.district, half_depth = excluded.half_depth, "row" = excluded."row",
                    drawn_on = current_date""").param("key", grouping.key())
                .param("nodes", moved.keySet().toArray(String[]::new))
                .param("districts", slots.stream().map(Slot::district).toArray(String[]::new))
                .param("halfDepths", slots.stream().mapToInt(Slot::halfDepth).toArray())
                .param("rows", slots.stream().mapToInt(Slot::row).toArray()).update();
    }

    /** Once a day: nodes that were not drawn for long give their room to others. */
    private void keepDrawn(Grouping grouping, Plan plan) {
        jdbc.sql(
                "update node_position set drawn_on = current_date where grouping = :grouping and drawn_on < current_date and node = any(:node)")
                .param("grouping", grouping.key()).param("node", plan.placements().keySet().toArray(String[]::new))
                .update();
        jdbc.sql("""
                delete from node_position where ctid = any(array(
                    select ctid from node_position where drawn_on < current_date - :daysKept limit :limit))""")
                .param("daysKept", DAYS_KEPT).param("limit", BATCH).update();
        jdbc.sql(
                """
                        delete from district d where grouping = :grouping and not name = any(:name)
                            and not exists (select 1 from node_position p where p.grouping = d.grouping and p.district = d.name)""")
                .param("grouping", grouping.key())
                .param("name", plan.districts().stream().map(Plan.District::name).toArray(String[]::new)).update();
    }

    private void keepSizes(Grouping grouping, Plan plan) {
        List<Plan.DistrictSize> known = sizes(grouping);
        plan.districts().stream().map(Plan.District::size).filter(size -> !known.contains(size)).forEach(size -> jdbc
                .sql("""
                        insert into district (grouping, name, position, lanes, rows)
                        select :key, :district, coalesce(max(position), 0) + 1, :lanes, :rows from district where grouping = :grouping
                        on conflict (grouping, name) do update set lanes = excluded.lanes, rows = excluded.rows""")
                .param("key", grouping.key()).param("district", size.district()).param("lanes", size.lanes())
                .param("rows", size.rows()).param("grouping", grouping.key()).update());
    }
}
