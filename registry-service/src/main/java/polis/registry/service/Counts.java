package polis.registry.service;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.lifecycle.State;

/** Counts in SQL over the table of the instances, so that services need not know the instances' feature. */
@Component
class Counts {

    private final JdbcClient jdbc;

    Counts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    InstanceCounts of(String service) {
        return of(List.of(service)).getOrDefault(service, InstanceCounts.NONE);
    }

    Map<String, InstanceCounts> of(Collection<String> services) {
        var versions = new HashMap<String, Map<String, Integer>>();
        var states = new HashMap<String, Map<State, Integer>>();
        jdbc.sql("""
                select service, version, state, count(*)::integer as instances from instance
                where service = any(:services) and state <> 'GONE' group by service, version, state
                """).param("services", services.toArray(String[]::new)).query(row -> {
            String service = row.getString("service");
            int instances = row.getInt("instances");
            versions.computeIfAbsent(service, absent -> new TreeMap<>()).merge(row.getString("version"), instances,
                    Integer::sum);
            states.computeIfAbsent(service, absent -> new EnumMap<>(State.class))
                    .merge(State.valueOf(row.getString("state")), instances, Integer::sum);
        });
        var counts = new HashMap<String, InstanceCounts>();
        versions.forEach((service, each) -> counts.put(service,
                InstanceCounts.of(each, states.getOrDefault(service, Map.of()))));
        return counts;
    }
}
