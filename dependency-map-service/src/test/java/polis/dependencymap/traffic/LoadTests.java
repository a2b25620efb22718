package polis.dependencymap.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LoadTests {

    @Test
    void quantilesAreOffByOnePercentAtMostHoweverTheLoadCameTogether() {
        var random = new Random(12);
        for (int size : new int[] {1, 3, 5, 40, 1000}) {
            long[] micros = random.longs(size, 50, 3_000_000).toArray();
            var whole = new Load();
            var halves = new Load();
            var other = new Load();
            for (int i = 0; i < size; i++) {
                whole.add(false, micros[i]);
                (i % 2 == 0 ? halves : other).add(false, micros[i]);
            }
            halves.add(other);
            var stored = new Load();
            stored.add(0, 0, whole.encodedLatency());
            Arrays.sort(micros);
            for (double share : new double[] {0.5, 0.95, 0.99}) {
                double exact = micros[(int) (share * (size - 1))] / 1000.0;
                assertThat(whole.quantile(share)).isEqualTo(exact, Offset.offset(exact * 0.011));
                assertThat(halves.quantile(share)).isEqualTo(whole.quantile(share));
                assertThat(stored.quantile(share)).isEqualTo(whole.quantile(share));
            }
        }
    }

    @Test
    void callsWithoutLatencyCountAndHaveNoQuantiles() {
        var load = new Load();
        load.add(true, 0);
        assertThat(load.calls()).isEqualTo(1);
        assertThat(load.errorShare()).isEqualTo(1);
        assertThat(load.quantile(0.5)).isNull();
    }

    @Test
    void nonsensicalDurationsAreCutToADay() {
        var load = new Load();
        load.add(false, Long.MAX_VALUE);
        assertThat(load.quantile(0.5)).isEqualTo(86_400_000.0, Offset.offset(900_000.0));
    }
}
