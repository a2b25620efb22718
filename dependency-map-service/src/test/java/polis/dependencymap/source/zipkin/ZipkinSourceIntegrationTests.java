package polis.dependencymap.source.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;

/** Without zipkin-server's jar, which the build fetches from Maven Central, there is nothing to read. */
@EnabledIf(value = "polis.dependencymap.source.zipkin.RealZipkin#isThere", disabledReason = "zipkin-server could not be fetched")
@PostgresTest(value = "dependency_map", dedicated = true)
@TestPropertySource(properties = {"polis.map.zipkin.interval=200ms", "polis.map.zipkin.delay=3s",
    "polis.map.zipkin.limit=7", "polis.map.zipkin.window=5s", "polis.map.zipkin.lookback=1m"})
class ZipkinSourceIntegrationTests extends MapScenario {

    private static RealZipkin zipkin;

    @DynamicPropertySource
    static void zipkin(DynamicPropertyRegistry properties) throws Exception {
        zipkin = new RealZipkin();
        properties.add("polis.map.zipkin.url", zipkin::url);
    }

    @AfterAll
    static void stop() {
        zipkin.close();
    }

    @Test
    void everyCallThatZipkinWasToldIsCountedOnceAlsoAfterItWasAway() throws Exception {
        report("read", 40);
        awaitEdges("read>cart 40", "cart>stripe 40");
        zipkin.close();
        zipkin.start();
        report("again", 25);
        awaitEdges("again>cart 25", "read>cart 40");
    }

    @Test
    void aTraceThatCrossesTheBorderOfWindowsIsCountedWhole() throws Exception {
        for (int i = 0; i < 20; i++) {
            var spans = new ReportedSpans();
            String cart = spans.call("slow", "basket", null);
            // Several windows later: they are 200 ms long here.
            spans.startingIn(Duration.ofMillis(50L * i)).outside("basket", "fedex", cart);
            assertThat(zipkin.post(spans.json().getBytes(StandardCharsets.UTF_8))).isEqualTo(202);
        }
        awaitEdges("slow>basket 20", "basket>fedex 20");
    }

    private static void report(String from, int times) {
        for (int i = 0; i < times; i++) {
            var spans = new ReportedSpans();
            String cart = spans.call(from, "cart", null);
            assertThat(zipkin.post(spans.outside("cart", "stripe", cart).json().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(202);
        }
    }
}
