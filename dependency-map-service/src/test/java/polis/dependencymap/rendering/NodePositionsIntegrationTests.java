package polis.dependencymap.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.dependencymap.MapScenario;
import polis.dependencymap.capacity.CapacitySettings;
import polis.dependencymap.layout.Layout;
import polis.dependencymap.layout.Plan;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class NodePositionsIntegrationTests extends MapScenario {

    @Autowired
    private NodePositions positions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CapacitySettings capacity;

    @Test
    void nodesKeepTheirPositionsAfterARestartAndWhenANodeIsAdded() {
        for (Grouping grouping : Grouping.values()) {
            TestMaps maps = TestMaps.random(new Random(41), 40);
            Plan first = plan(maps, grouping, positions);
            positions.keep(grouping, first);

            // Nothing but the database is left of the life before.
            assertThat(plan(maps, grouping, new NodePositions(jdbc, capacity))).isEqualTo(first);

            maps.service("a-new-one", 2, "team-1");
            Plan more = plan(maps, grouping, new NodePositions(jdbc, capacity));
            first.placements().forEach((name, node) -> assertThat(more.placements().get(name)).isEqualTo(node));
            assertThat(more.placements()).containsKey("a-new-one");
            positions.keep(grouping, more);
            assertThat(plan(maps, grouping, positions)).isEqualTo(more);
        }
    }

    private static Plan plan(TestMaps maps, Grouping grouping, NodePositions positions) {
        DependencyMap map = maps.map();
        int[][] edges = map.topology().edges().stream()
                .map(edge -> new int[] {map.topology().numberOf(edge.from()), map.topology().numberOf(edge.to())})
                .toArray(int[][]::new);
        return Layout.of(DistrictAssignment.boxes(map, grouping), edges, positions.slots(grouping),
                positions.sizes(grouping));
    }
}
