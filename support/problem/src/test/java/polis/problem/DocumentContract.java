package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client gets from a servlet service and from a reactive one alike. */
@ExtendWith(OutputCaptureExtension.class)
abstract class DocumentContract {

    private static final String ORDER = "{\"customer\":\"anna\",\"parts\":[]}";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void whatIsRightPasses() {
        assertThat(post("/api/v1/orders", ORDER).statusCode()).isEqualTo(200);
    }

    @Test
    void aProblemOfTheServiceHasItsTypeMembersAndHeaders() {
        HttpResponse<String> answer = get("/api/v1/transition");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        JsonNode document = JsonMapper.shared().readTree(answer.body());
        assertThat(document.get("type").asString()).isEqualTo("https://polis.dev/problems/illegal-transition");
        assertThat(document.get("title").asString()).isEqualTo("Illegal transition");
        assertThat(document.get("status").asInt()).isEqualTo(409);
        assertThat(document.get("detail").asString()).isEqualTo("It can go to RUN.");
        assertThat(document.get("legal").get(0).asString()).isEqualTo("RUN");
    }

    @Test
    void anUnknownFieldIsNamedWithTheNearestKnownOne() {
        JsonNode error = error(post("/api/v1/orders", "{\"custommer\":\"anna\",\"parts\":[]}"));
        assertThat(error.get("pointer").asString()).isEqualTo("/custommer");
        assertThat(error.get("detail").asString()).isEqualTo("is not a known field");
        assertThat(error.get("suggestion").asString()).isEqualTo("customer");
        JsonNode deep = error(
                post("/api/v1/orders", "{\"customer\":\"anna\",\"parts\":[{\"nmae\":\"x\",\"count\":1}]}"));
        assertThat(deep.get("pointer").asString()).isEqualTo("/parts/0/nmae");
        assertThat(deep.get("suggestion").asString()).isEqualTo("name");
    }

    @Test
    void aValueOfTheWrongTypeIsNamedWithWhatItShouldBe() {
        assertThat(error(post("/api/v1/orders", "{\"customer\":\"a\",\"parts\":[{\"name\":\"x\",\"count\":\"many\"}]}"))
                .toString()).contains("/parts/0/count", "must be a whole number");
        assertThat(error(post("/api/v1/orders", "{\"customer\":\"a\",\"parts\":{}}")).toString()).contains("/parts",
                "must be a list");
        assertThat(error(post("/api/v1/orders", "{\"customer\":\"a\",\"parts\":[],\"delay\":\"soon\"}")).toString())
                .contains("/delay", "ISO 8601 duration");
        JsonNode kind = error(post("/api/v1/orders", "{\"customer\":\"a\",\"parts\":[],\"kind\":\"COMPAS\"}"));
        assertThat(kind.get("detail").asString()).isEqualTo("must be one of CLOCK, COMPASS");
        assertThat(kind.get("suggestion").asString()).isEqualTo("COMPASS");
        assertThat(error(post("/api/v1/orders", "[]")).get("pointer").asString()).isEmpty();
    }

    @Test
    void aValueThatARecordRefusesIsExplainedInItsWords() {
        JsonNode error = error(post("/api/v1/orders", "{\"customer\":\"nobody\",\"parts\":[]}"));
        assertThat(error.get("detail").asString()).isEqualTo("must be somebody");
    }

    @Test
    void whatIsNotJsonIsSaidToBeSoWithItsPlace() {
        assertThat(error(post("/api/v1/orders", "{\"customer\":")).get("detail").asString())
                .startsWith("is not well-formed at line 1");
        assertThat(error(post("/api/v1/orders", "customer: anna")).get("detail").asString())
                .startsWith("is not well-formed at line 1");
        assertThat(post("/api/v1/orders", "").statusCode()).isEqualTo(400);
    }

    @Test
    void brokenConstraintsAreNamedByPointer() {
        HttpResponse<String> answer = post("/api/v1/orders",
                "{\"customer\":\" \",\"parts\":[{\"name\":\"x\",\"count\":10}],\"extras\":{\"a.b\":{\"name\":\"\",\"count\":1}}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-request", "\"pointer\":\"/customer\"",
                "\"pointer\":\"/parts/0/count\"", "\"pointer\":\"/extras/a.b/name\"");
    }

    @Test
    void badValuesOfPathAndQueryAreNamedByParameter() {
        JsonNode number = error(get("/api/v1/orders/first"));
        assertThat(number.get("parameter").asString()).isEqualTo("number");
        assertThat(number.get("detail").asString()).isEqualTo("must be a whole number");
        JsonNode kind = error(get("/api/v1/orders/1?kind=CLOK"));
        assertThat(kind.get("parameter").asString()).isEqualTo("kind");
        assertThat(kind.get("suggestion").asString()).isEqualTo("CLOCK");
        JsonNode limit = error(get("/api/v1/orders/1?limit=0"));
        assertThat(limit.get("parameter").asString()).isEqualTo("limit");
    }

    @Test
    void pathsMethodsAndMediaTypesThatDoNotExistAreProblemsToo() {
        assertThat(get("/api/v1/nowhere").body()).contains("/problems/not-found", "/v3/api-docs");
        HttpResponse<String> method = send(request("/api/v1/orders").DELETE());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("POST");
        assertThat(method.body()).contains("/problems/method-not-allowed");
        HttpResponse<String> type = send(request("/api/v1/orders").header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("a,b")));
        assertThat(type.statusCode()).isEqualTo(415);
        assertThat(type.body()).contains("/problems/unsupported-media-type");
        HttpResponse<String> accept = send(request("/api/v1/transition").header("Accept", "image/png").GET());
        assertThat(accept.statusCode()).isEqualTo(406);
        assertThat(accept.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aFailureInsideSaysNothingButATraceIdThatFindsTheLog(CapturedOutput log) {
        HttpResponse<String> answer = get("/api/v1/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("/problems/internal-error").doesNotContain("swordfish", "Exception");
        String traceId = JsonMapper.shared().readTree(answer.body()).get("traceId").asString();
        assertThat(log).contains("trace id " + traceId).contains("the password is swordfish");
    }

    @Test
    void whatAFilterThrowsIsAProblemToo() {
        HttpResponse<String> answer = send(request("/api/v1/orders/1").header("X-Break", "filter").GET());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/internal-error").doesNotContain("secret");
    }

    @Test
    void anAbsentPeerIsUnavailableAndWorthARetry() {
        HttpResponse<String> answer = get("/api/v1/upstream");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("/problems/upstream-unavailable").doesNotContain("10.0.0.1");
    }

    @Test
    void aServicesOwnMappingIsAsked() {
        assertThat(get("/api/v1/mapped").statusCode()).isEqualTo(409);
    }

    @Test
    void aBodyOverTheLimitIsRefusedByItsLengthAndWhileItStreams() {
        byte[] tooLong = new byte[20_000];
        HttpResponse<String> declared = send(request("/api/v1/raw").header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(tooLong)));
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("/problems/body-too-large");
        HttpResponse<String> chunked = send(request("/api/v1/raw").header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(tooLong))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        HttpResponse<String> json = send(request("/api/v1/orders").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers
                        .ofString("{\"customer\":\"" + "x".repeat(20_000) + "\",\"parts\":[]}"))));
        assertThat(json.statusCode()).isEqualTo(413);
        assertThat(send(request("/api/v1/raw").header("Content-Type", "application/octet-stream").POST(
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(new byte[9_000]))))
                .body()).isEqualTo("9000");
    }

    private JsonNode error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-request");
        return JsonMapper.shared().readTree(answer.body()).get("errors").get(0);
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
