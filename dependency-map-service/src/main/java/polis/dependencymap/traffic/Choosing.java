package polis.dependencymap.traffic;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.CapacitySettings;

/**
 * Chooses what is shown of a city that is larger than the heap carries: places that somebody has described, then those
 * with the most traffic, and the busiest roads between them. PostgreSQL counts, so that no more of it is in memory.
 */
@Component
class Choosing {

    /** What is described comes before all others, however little it does. */
    private static final long DESCRIBED = 1L << 52;

    private final JdbcClient jdbc;
    private final CapacitySettings capacity;

    Choosing(JdbcClient jdbc, CapacitySettings capacity) {
        this.jdbc = jdbc;
        this.capacity = capacity;
    }

    int mostPlaces() {
        return capacity.most();
    }

    int mostRoads() {
        return capacity.mostRoads();
    }

    Selection of(List<Stretch> stretches) {
        long[] placesOfAll = {0};
        var places = new Selection.Busiest<Integer>();
        for (Stretch stretch : stretches) {
            long[] here = {0};
            places(stretch, places, here);
            placesOfAll[0] = Math.max(placesOfAll[0], here[0]);
        }
        Set<Integer> shown = placesOfAll[0] > mostPlaces() ? places.first(mostPlaces()) : null;
        long[] roadsOfAll = {0};
        var roads = new Selection.Busiest<Selection.Way>();
        for (Stretch stretch : stretches) {
            long[] here = {0};
            roads(stretch, shown, roads, here);
            roadsOfAll[0] = Math.max(roadsOfAll[0], here[0]);
        }
        return new Selection(shown, roadsOfAll[0] > mostRoads() ? roads.first(mostRoads()) : null,
                new Cut(Math.max(0, placesOfAll[0] - mostPlaces()), Math.max(0, roadsOfAll[0] - mostRoads())));
    }

    private void places(Stretch stretch, Selection.Busiest<Integer> places, long[] all) {
        jdbc.sql("""
                select t.id, sum(t.calls)::bigint + case when bool_or(c.described) then :described else 0 end as weight,
                    count(*) over () as places
                from (select service as id, requests as calls from service_%1$s where %1$s >= :first and %1$s < :last
                      union all select caller, calls from road_%1$s where %1$s >= :first and %1$s < :last
                      union all select callee, calls from road_%1$s where %1$s >= :first and %1$s < :last) t
                join node n on n.id = t.id
                left join (select name, domain is not null or tier is not null or owner is not null
                               or cardinality(depends_on) > 0 as described from catalog_entry) c on c.name = n.name
                group by t.id order by weight desc limit :limit""".formatted(stretch.resolution().column()))
                .param("described", DESCRIBED).param("first", stretch.first()).param("last", stretch.last())
                .param("limit", mostPlaces()).query(row -> {
                    places.add(row.getInt(1), row.getLong(2));
                    all[0] = row.getLong(3);
                });
    }

    private void roads(Stretch stretch, @Nullable Set<Integer> shown, Selection.Busiest<Selection.Way> roads,
            long[] all) {
        Integer[] places = shown == null ? new Integer[0] : shown.toArray(Integer[]::new);
        jdbc.sql(
                """
                        select caller, callee, asynchronous, sum(calls)::bigint as weight, count(*) over () as roads
                        from road_%1$s where %1$s >= :first and %1$s < :last and (:all or (caller = any(:caller) and callee = any(:callee)))
                        group by caller, callee, asynchronous order by weight desc limit :limit"""
                        .formatted(stretch.resolution().column()))
                .param("first", stretch.first()).param("last", stretch.last()).param("all", shown == null)
                .param("caller", places).param("callee", places).param("limit", mostRoads()).query(row -> {
                    roads.add(new Selection.Way(row.getInt(1), row.getInt(2), row.getBoolean(3)), row.getLong(4));
                    all[0] = row.getLong(5);
                });
    }
}
