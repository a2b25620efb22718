package polis.dependencymap.city;

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
class PlacesIntegrationTests extends MapScenario {

    @Autowired
    private Places places;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CapacitySettings capacity;

    @Test
    void cityStandsWhereItStoodAfterARestartAndWhenAHouseIsAdded() {
        for (Grouping grouping : Grouping.values()) {
            Cities ground = Cities.random(new Random(41), 40);
            Plan first = plan(ground, grouping, places);
            places.keep(grouping, first);

            // Nothing but the database is left of the life before.
            assertThat(plan(ground, grouping, new Places(jdbc, capacity))).isEqualTo(first);

            ground.service("a-new-one", 2, "team-1");
            Plan more = plan(ground, grouping, new Places(jdbc, capacity));
            first.places().forEach((name, place) -> assertThat(more.places().get(name)).isEqualTo(place));
            assertThat(more.places()).containsKey("a-new-one");
            places.keep(grouping, more);
            assertThat(plan(ground, grouping, places)).isEqualTo(more);
        }
    }

    private static Plan plan(Cities ground, Grouping grouping, Places places) {
        City city = ground.city();
        int[][] roads = city.roads().ways().stream()
                .map(way -> new int[] {city.roads().numberOf(way.from()), city.roads().numberOf(way.to())})
                .toArray(int[][]::new);
        return Layout.of(city.houses(grouping), roads, places.spots(grouping), places.grounds(grouping));
    }
}
