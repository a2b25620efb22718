package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.dependencymap.otlp.OtlpSpans;
import polis.dependencymap.span.SpanFormat;
import polis.postgres.test.PostgresTest;

/**
 * Bytes that were changed at random, through the whole service: each is taken or refused with an offset, and work goes
 * on.
 */
@PostgresTest("dependency_map")
class FuzzIntegrationTests extends MapScenario {

    private static final Pattern OFFSET = Pattern.compile("At byte (\\d+):");
    private static final int MUTANTS = 400;

    @ParameterizedTest
    @EnumSource(value = SpanFormat.class, names = {"JSON", "PROTO3", "OTLP_JSON", "OTLP_PROTO"})
    void changedBytesAreTakenOrRefusedAndTheStreamGoesOn(SpanFormat format) {
        var random = new Random(format.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = mutant(random, payload(format, "mutant"));
            HttpResponse<String> answer = send(format, bytes);
            if (answer.statusCode() / 100 != 2) {
                assertRefused(format, bytes, answer);
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTANTS / 10, MUTANTS - 1);
        assertThat(send(format, payload(format, "well" + format.ordinal())).statusCode() / 100).isEqualTo(2);
        awaitEdges(format.isOtlp()
                ? "well%d>orders 1".formatted(format.ordinal())
                : "well%d>next 1".formatted(format.ordinal()));
    }

    @ParameterizedTest
    @EnumSource(value = SpanFormat.class, names = {"JSON", "PROTO3", "OTLP_JSON", "OTLP_PROTO"})
    void nothingIsCountedOfAListThatIsBrokenAtItsEnd(SpanFormat format) {
        String service = "broken" + format.ordinal();
        for (int cut = 1; cut <= 3; cut++) {
            byte[] good = payload(format, service);
            byte[] bytes = format.isJson() ? Arrays.copyOf(good, good.length - cut) : withBadEnd(good);
            assertRefused(format, bytes, send(format, bytes));
        }
        String after = "after" + format.ordinal();
        assertThat(send(format, payload(format, after)).statusCode() / 100).isEqualTo(2);
        awaitEdges(after + (format.isOtlp() ? ">orders 1" : ">next 1"));
        assertThat(edges()).noneMatch(edge -> edge.startsWith(service + ">"));
    }

    private static void assertRefused(SpanFormat format, byte[] bytes, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s %s", format, new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(400);
        Matcher offset = OFFSET.matcher(answer.body());
        assertThat(offset.find()).as(answer.body()).isTrue();
        assertThat(Integer.parseInt(offset.group(1))).isBetween(0, bytes.length);
        if (!format.isOtlp()) {
            assertThat(parse(answer.body()).get("offset").asInt()).isEqualTo(Integer.parseInt(offset.group(1)));
        }
    }

    private static byte[] payload(SpanFormat format, String service) {
        var spans = new ReportedSpans();
        spans.call(service, "next", null);
        return switch (format) {
            case JSON, JSON_TRACES -> spans.json().getBytes(StandardCharsets.UTF_8);
            case PROTO3 -> spans.proto3();
            case OTLP_JSON -> OtlpSpans.json(service, "1");
            case OTLP_PROTO -> OtlpSpans.proto(service, "1");
        };
    }

    /** Bytes changed, cut out, doubled, or cut off. */
    private static byte[] mutant(Random random, byte[] good) {
        byte[] bytes = good.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
            bytes = switch (random.nextInt(6)) {
                case 0 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
                case 1 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
                case 2 -> Arrays.copyOf(bytes, Math.max(1, from));
                default -> {
                    bytes[from] = (byte) random.nextInt(256);
                    yield bytes;
                }
            };
            if (bytes.length == 0) {
                return new byte[] {(byte) random.nextInt(256)};
            }
        }
        return bytes;
    }

    /** With another element of the list, whose length leads past the end. */
    private static byte[] withBadEnd(byte[] good) {
        return joined(good, new byte[] {10, 100, 1});
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private HttpResponse<String> send(SpanFormat format, byte[] bytes) {
        return send(request(format.isOtlp() ? "/ingest/the-key/v1/traces" : "/ingest/the-key/api/v2/spans")
                .header("Content-Type", format.isJson() ? "application/json" : "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }
}
