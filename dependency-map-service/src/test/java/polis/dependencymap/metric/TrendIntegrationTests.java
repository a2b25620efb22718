package polis.dependencymap.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import polis.dependencymap.MapScenario;
import polis.dependencymap.rendering.TestMaps;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class TrendIntegrationTests extends MapScenario {

    @Autowired
    private Trend trend;

    @Test
    void lastMeasureOfEachHourIsKeptAndTheLastHourOfEachDayTellsOfIt() {
        // Within what is kept, and before the hour that the service measures itself.
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(10, ChronoUnit.DAYS);
        TestMaps map = new TestMaps().calls("web", "order", 5);
        trend.keep(midnight.minusSeconds(6600), map.map());
        map.calls("order", "payment", 5);
        trend.keep(midnight.minusSeconds(4200), map.map());
        map.calls("payment", "order", 5);
        trend.keep(midnight.minusSeconds(3540), map.map());
        map.calls("order", "stock", 5);
        trend.keep(midnight.plusSeconds(3600), map.map());
        Instant from = midnight.minus(1, ChronoUnit.DAYS);
        assertThat(trend.since(from, false)).extracting(MetricsView.TrendView::edges).startsWith(2, 3, 4);
        assertThat(trend.since(from, false)).extracting(MetricsView.TrendView::cyclic).startsWith(0, 2, 2);
        assertThat(trend.since(from, true)).extracting(MetricsView.TrendView::at)
                .startsWith(midnight.minusSeconds(3600), midnight.plusSeconds(3600));
        assertThat(trend.since(from, false).getFirst().depth()).isEqualTo(2);
    }
}
