package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Traffic over time. */
@Repository
public class TrafficSeries {

    private final JdbcClient jdbc;

    TrafficSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The traffic of each step of minutes from the first, inclusive, to the last, exclusive.
     *
     * @param place what it worked on, or if it reports nothing itself, what others asked of it; null for all services
     *        together, then without latencies
     */
    public List<Load> by(@Nullable String place, int first, int last, int step) {
        List<Load> loads = new ArrayList<>();
        for (int minute = first; minute < last; minute += step) {
            loads.add(new Load());
        }
        if (place == null) {
            jdbc.sql("""
                    select minute, sum(requests)::bigint, sum(errors)::bigint from service_minute
                    where minute >= ? and minute < ? group by minute""").param(first).param(last)
                    .query(row -> {
                        loads.get((row.getInt(1) - first) / step).add(Load.of(row.getLong(2), row.getLong(3)));
                    });
        } else if (!served(place, first, last, step, loads)) {
            asked(place, first, last, step, loads);
        }
        return loads;
    }

    private boolean served(String place, int first, int last, int step, List<Load> loads) {
        boolean[] any = {false};
        jdbc.sql("""
                select s.minute, s.requests, s.errors, s.latency from service_minute s
                join node n on n.id = s.service and n.name = ? where s.minute >= ? and s.minute < ?""")
                .param(place).param(first).param(last)
                .query(row -> {
                    any[0] = true;
                    loads.get((row.getInt(1) - first) / step).add(row.getLong(2), row.getLong(3), row.getBytes(4));
                });
        return any[0];
    }

    private void asked(String place, int first, int last, int step, List<Load> loads) {
        jdbc.sql("""
                select r.minute, r.calls, r.errors, r.latency from road_minute r
                join node n on n.id = r.callee and n.name = ? where r.minute >= ? and r.minute < ?""")
                .param(place).param(first).param(last)
                .query(row -> {
                    loads.get((row.getInt(1) - first) / step).add(row.getLong(2), row.getLong(3), row.getBytes(4));
                });
    }
}
