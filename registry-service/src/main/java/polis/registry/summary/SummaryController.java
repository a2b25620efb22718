package polis.registry.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.registry.lifecycle.State;

@RestController
@RequestMapping("/api/v1/summary")
@Tag(name = "Summary")
class SummaryController {

    private final JdbcClient jdbc;

    SummaryController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    @Operation(summary = "How many kinds of service, which versions, how many instances in what state, and what each service is doing")
    @Transactional(readOnly = true)
    public Summary summary() {
        var tiers = new TreeMap<Integer, Integer>();
        Map<State, List<String>> lifecycle = new EnumMap<>(State.class);
        jdbc.sql("select name, tier, lifecycle from service order by name").query(row -> {
            tiers.merge(row.getInt("tier"), 1, Integer::sum);
            lifecycle.computeIfAbsent(State.valueOf(row.getString("lifecycle")), absent -> new ArrayList<>())
                    .add(row.getString("name"));
        });
        Map<State, Integer> states = new EnumMap<>(State.class);
        jdbc.sql("select state, count(*)::integer as instances from instance where state <> 'GONE' group by state")
                .query(row -> {
                    states.put(State.valueOf(row.getString("state")), row.getInt("instances"));
                });
        int versions = jdbc
                .sql("select count(distinct (service, version))::integer from instance where state <> 'GONE'")
                .query(Integer.class)
                .single();
        int services = tiers.values().stream().mapToInt(Integer::intValue).sum();
        int instances = states.values().stream().mapToInt(Integer::intValue).sum();
        return new Summary(services, tiers, versions, new Summary.InstanceTotals(instances, states), lifecycle);
    }
}
