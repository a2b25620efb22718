package polis.dependencymap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.dependencymap.link.Span;
import polis.dependencymap.source.SpanReader;

class SamplingTests {

    private final SpanReader reader = new SpanReader(new SamplingSettings(Map.of("Cart", 0.25)));

    @Test
    void sumsAreRightOnAverageAlsoWhereAWeightIsNoWholeNumber() {
        var sampling = new Sampling(Map.of());
        var random = new Random(5);
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += sampling.weight("any", 0.3, random.nextLong());
        }
        assertThat(sum / 100_000.0).isEqualTo(1 / 0.3, Offset.offset(0.01));
    }

    @Test
    void allSpansOfATraceAndASecondReadingOfThemAgree() {
        var sampling = new Sampling(Map.of());
        assertThat(sampling.weight("a", 0.3, 4711)).isEqualTo(sampling.weight("b", 0.3, 4711));
    }

    @ParameterizedTest
    @CsvSource({"ot=th:c,4", "ot=th:8,2", "ot=th:0,1", "'vendor=x,ot=rv:abc;th:fff,other=y',4096", "ot=th:xyz,1",
        "rot=th:c,1", "ot=th:fffffffffffffff,1"})
    void thresholdInTheTraceStateTellsTheShare(String state, int weight) {
        assertThat(new Sampling(Map.of()).weight(null, Sampling.shareIn(state), 1)).isEqualTo(weight);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"sampling.probability\":\"0.5\"}|2",
        "{\"sampler.type\":\"probabilistic\",\"sampler.param\":\"0.1\"}|10",
        "{\"sampler.type\":\"const\",\"sampler.param\":\"0.1\"}|1", "{\"sampling.probability\":\"often\"}|1",
        "{\"sampling.probability\":\"0\"}|1", "{\"sampling.probability\":\"-1\"}|1"})
    void tagsTellTheShare(String tags, int weight) {
        assertThat(read("web", tags).weight()).isEqualTo(weight);
    }

    @Test
    void settingTellsTheShareOfAServiceThatDoesNot() {
        assertThat(read("cart", "{}").weight()).isEqualTo(4);
        assertThat(read("cart", "{\"sampling.probability\":\"0.5\"}").weight()).isEqualTo(2);
        assertThat(read("web", "{}").weight()).isEqualTo(1);
    }

    private Span read(String service, String tags) {
        String json = """
                [{"traceId":"1","id":"2","localEndpoint":{"serviceName":"%s"},"tags":%s}]""".formatted(service, tags);
        return reader.read(json.getBytes(StandardCharsets.UTF_8), SpanFormat.JSON).getFirst();
    }
}
