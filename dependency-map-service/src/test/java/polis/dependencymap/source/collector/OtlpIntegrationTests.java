package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polis.dependencymap.MapScenario;
import polis.dependencymap.otlp.OtlpSpans;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class OtlpIntegrationTests extends MapScenario {

    @Test
    void takesProtobufAndJsonPlainAndPackedAndAnswersInKind() {
        HttpResponse<String> proto = export(OtlpSpans.proto("p", "1"), "application/x-protobuf", "identity");
        assertThat(proto.statusCode()).as(proto.body()).isEqualTo(200);
        assertThat(proto.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(proto.body()).isEmpty();
        HttpResponse<String> json = export(gzip(OtlpSpans.json("j", "1")), "application/json", "gzip");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json.body()).isEqualTo("{}");
    }

    @Test
    void badExportsAreRefusedWithAStatusInTheirOwnEncoding() {
        HttpResponse<String> json = export("{\"resourceSpans\":7}".getBytes(StandardCharsets.UTF_8), "application/json",
                "identity");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(parse(json.body()).get("code").asInt()).isEqualTo(3);
        assertThat(parse(json.body()).get("message").asString()).contains("At byte 17");
        byte[] good = OtlpSpans.proto("bad", "1");
        HttpResponse<String> proto = export(Arrays.copyOf(good, good.length - 3), "application/x-protobuf", "identity");
        assertThat(proto.statusCode()).isEqualTo(400);
        assertThat(proto.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(proto.body()).startsWith("\b\u0003").contains("At byte");
        assertThat(export(good, "text/csv", "identity").statusCode()).isEqualTo(415);
        assertThat(export(gzip(new byte[20 << 20]), "application/json", "gzip").statusCode()).isEqualTo(413);
    }

    @Test
    void tokenOrKeyOpensTheDoorAndNothingElseDoes() {
        assertThat(send(json("/ingest/wrong/v1/traces")).statusCode()).isEqualTo(401);
        assertThat(send(json("/v1/traces")).statusCode()).isEqualTo(401);
        assertThat(send(json("/v1/traces").header("Authorization", "Bearer " + registry.token("viewer"))).statusCode())
                .isEqualTo(403);
        assertThat(
                send(json("/v1/traces").header("Authorization", "Bearer " + registry.token("deployer"))).statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(OtlpSpans.json("door", "1")));
    }

    private HttpResponse<String> export(byte[] body, String type, String encoding) {
        return send(request("/ingest/the-key/v1/traces").header("Content-Type", type)
                .header("Content-Encoding", encoding).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
}
