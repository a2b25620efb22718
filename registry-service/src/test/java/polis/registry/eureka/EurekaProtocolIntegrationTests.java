package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;
import polis.registry.RegistryScenario;

/** Every verb of Eureka's REST protocol as it is on the wire, in both of its formats. */
@TestPropertySource(properties = {"polis.registry.eureka.node-password=node-secret",
    "polis.registry.eureka.bounds.instances-per-service=50"})
class EurekaProtocolIntegrationTests extends RegistryScenario {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    enum Wire {

        JSON("application/json", "\"%s\":\"%s\"") {
            @Override
            String instance(String app, String id, String status, long dirty) {
                return """
                        {"instance":{"instanceId":"%s","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","secureVipAddress":"%s-tls",
                         "status":"%s","port":{"$":20001,"@enabled":true},"securePort":{"$":443,"@enabled":false},"countryId":1,
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":90},"lastDirtyTimestamp":"%d","metadata":{"zone":"z1"}}}
                        """
                        .formatted(id, app, app.toLowerCase(Locale.ROOT), app.toLowerCase(Locale.ROOT), status, dirty);
            }
        },
        XML("application/xml", "<%s>%s<") {
            @Override
            String instance(String app, String id, String status, long dirty) {
                return """
                        <instance><instanceId>%s</instanceId><app>%s</app><hostName>localhost</hostName><ipAddr>127.0.0.1</ipAddr>
                        <vipAddress>%s</vipAddress><secureVipAddress>%s-tls</secureVipAddress><status>%s</status>
                        <port enabled="true">20001</port><securePort enabled="false">443</securePort><countryId>1</countryId>
                        <dataCenterInfo class="com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo"><name>MyOwn</name></dataCenterInfo>
                        <leaseInfo><renewalIntervalInSecs>30</renewalIntervalInSecs><durationInSecs>90</durationInSecs></leaseInfo>
                        <lastDirtyTimestamp>%d</lastDirtyTimestamp><metadata><zone>z1</zone></metadata></instance>
                        """
                        .formatted(id, app, app.toLowerCase(Locale.ROOT), app.toLowerCase(Locale.ROOT), status, dirty);
            }
        };

        private final String mediaType;
        private final String field;

        Wire(String mediaType, String field) {
            this.mediaType = mediaType;
            this.field = field;
        }

        abstract String instance(String app, String id, String status, long dirty);

        String field(String name, String value) {
            return field.formatted(name, value);
        }
    }

    @Test
    void whoFindsNoRoomIsRefusedAndAFinding() {
        String service = name("crowd");
        for (int i = 0; i < 50; i++) {
            eureka.register(service, "one-" + i, "UP").is(204);
        }
        assertThat(eureka.register(service, "one-too-many", "UP").is(503).header("Retry-After")).isEqualTo("30");
        eureka.register(service, "one-0", "UP").is(204);
        assertThat(
                viewer.get("/api/v1/findings?kind=REFUSED_REGISTRATIONS").json().at("/items/0/explanation").asString())
                .contains("polis.registry.eureka.bounds.instances-per-service");
        for (int i = 0; i < 50; i++) {
            eureka.cancel(service, "one-" + i).is(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseFromItsRegistrationToItsEnd(Wire wire) throws Exception {
        String app = name("verbs").toUpperCase(Locale.ROOT);
        String id = "host:" + app + ":1";
        String path = "/eureka/apps/" + app + "/" + id;

        assertThat(call(wire, "PUT", path, null).statusCode()).isEqualTo(404);
        assertThat(call(wire, "POST", "/eureka/apps/" + app, wire.instance(app, id, "UP", 5)).statusCode())
                .isEqualTo(204);
        assertThat(call(wire, "PUT", path + "?status=UP&lastDirtyTimestamp=5", null).statusCode()).isEqualTo(200);
        assertThat(call(wire, "PUT", path + "?status=UP&lastDirtyTimestamp=6", null).statusCode()).isEqualTo(404);
        assertThat(get(wire, path)).contains(wire.field("instanceId", id), wire.field("status", "UP"))
                .contains("lastRenewalTimestamp");
        assertThat(get(wire, "/eureka/instances/" + id)).contains(wire.field("app", app));

        assertThat(call(wire, "PUT", path + "/status?value=OUT_OF_SERVICE", null).statusCode()).isEqualTo(200);
        assertThat(get(wire, path)).contains(wire.field("status", "OUT_OF_SERVICE"));
        assertThat(call(wire, "POST", "/eureka/apps/" + app, wire.instance(app, id, "UP", 6)).statusCode())
                .isEqualTo(204);
        assertThat(get(wire, path)).contains(wire.field("status", "OUT_OF_SERVICE"));
        assertThat(call(wire, "DELETE", path + "/status", null).statusCode()).isEqualTo(200);
        assertThat(get(wire, path)).contains(wire.field("status", "UP"));
        assertThat(call(wire, "PUT", path + "?lastDirtyTimestamp=6", null).statusCode()).isEqualTo(200);

        assertThat(call(wire, "PUT", path + "/metadata?shard=7&note=a%20b", null).statusCode()).isEqualTo(200);
        assertThat(get(wire, path)).contains(wire.field("shard", "7"), wire.field("note", "a b"),
                wire.field("zone", "z1"));

        assertThat(call(wire, "DELETE", path, null).statusCode()).isEqualTo(200);
        assertThat(call(wire, "DELETE", path, null).statusCode()).isEqualTo(404);
        assertThat(call(wire, "GET", path, null).statusCode()).isEqualTo(404);
        assertThat(get(wire, "/eureka/apps/delta")).contains(wire.field("actionType", "DELETED"), id);
    }

    @ParameterizedTest
    @EnumSource
    void fetchedWholeAsADeltaByApplicationAndByAddressPlainAndCompressed(Wire wire) throws Exception {
        String app = name("fetch").toUpperCase(Locale.ROOT);
        String other = name("other").toUpperCase(Locale.ROOT);
        call(wire, "POST", "/eureka/v2/apps/" + app, wire.instance(app, "one", "UP", 1));
        call(wire, "POST", "/eureka/v2/apps/" + other, wire.instance(other, "two", "UP", 1));
        String vip = app.toLowerCase(Locale.ROOT);
        for (String all : new String[] {"/eureka/apps", "/eureka/apps/", "/eureka/v2/apps", "/eureka/apps/delta"}) {
            assertThat(get(wire, all)).as(all).contains(app, other, "apps__hashcode", "versions__delta");
        }
        for (String one : new String[] {"/eureka/apps/" + app, "/eureka/apps/" + vip, "/eureka/vips/" + vip,
            "/eureka/svips/" + vip + "-tls"}) {
            assertThat(get(wire, one)).as(one).contains(wire.field("instanceId", "one")).doesNotContain(other);
        }
        assertThat(call(wire, "GET", "/eureka/apps/NOBODY", null).statusCode()).isEqualTo(404);
        assertThat(get(wire, "/eureka/vips/nobody")).doesNotContain("instanceId");
        var compact = HTTP.send(
                request(wire, "GET", "/eureka/apps/" + app, null).header("X-Eureka-Accept", "compact").build(),
                BodyHandlers.ofString());
        assertThat(compact.body()).contains("one").doesNotContain("countryId");

        var packed = HTTP.send(request(wire, "GET", "/eureka/apps", null).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(wire.mediaType));
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
                StandardCharsets.UTF_8)).contains(app);
    }

    @ParameterizedTest
    @EnumSource
    void aCompressedRegistrationIsUnderstoodAndABombIsNot(Wire wire) throws Exception {
        String app = name("packed").toUpperCase(Locale.ROOT);
        assertThat(packed(wire, app, wire.instance(app, "one", "UP", 1))).isEqualTo(204);
        assertThat(get(wire, "/eureka/apps/" + app)).contains("one");
        assertThat(packed(wire, app, " ".repeat(50_000_000))).isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongIsTheCallersFault(Wire wire) throws Exception {
        String app = name("wrong").toUpperCase(Locale.ROOT);
        String path = "/eureka/apps/" + app + "/one";
        call(wire, "POST", "/eureka/apps/" + app, wire.instance(app, "one", "UP", 1));
        assertThat(call(wire, "PUT", path + "/status?value=SLEEPY", null).statusCode()).isEqualTo(400);
        assertThat(call(wire, "PUT", path + "/status", null).statusCode()).isEqualTo(400);
        assertThat(call(wire, "PUT", path + "?lastDirtyTimestamp=yesterday", null).statusCode()).isEqualTo(400);
        assertThat(call(wire, "POST", "/eureka/apps/OTHER", wire.instance(app, "one", "UP", 1)).statusCode())
                .isEqualTo(400);
        assertThat(call(wire, "POST", "/eureka/apps/" + app, "").statusCode()).isEqualTo(400);
        assertThat(call(wire, "POST", "/eureka/apps/" + app, "<{").statusCode()).isEqualTo(400);
        assertThat(call(wire, "POST", path, "x").statusCode()).isEqualTo(405);
        assertThat(call(wire, "DELETE", "/eureka/apps", null).statusCode()).isEqualTo(405);
        assertThat(call(wire, "GET", "/eureka/nowhere", null).statusCode()).isEqualTo(404);
        assertThat(call(wire, "PUT", "/eureka/apps/" + app + "/nobody/status?value=UP", null).statusCode())
                .isEqualTo(404);
        assertThat(call(wire, "DELETE", "/eureka/apps/" + app + "/nobody/status", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aBatchOfAnotherNodeIsAnsweredItemByItem() throws Exception {
        String app = name("batch").toUpperCase(Locale.ROOT);
        String instance = Wire.JSON.instance(app, "one", "UP", 5).strip();
        String info = instance.substring("{\"instance\":".length(), instance.length() - 1);
        String batch = """
                {"replicationList":[
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":5,"status":"UP","action":"Heartbeat"},
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":5,"status":"UP","action":"Register","instanceInfo":%2$s},
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":5,"status":"UP","action":"Heartbeat"},
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":4,"status":"UP","action":"Heartbeat"},
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":5,"status":"OUT_OF_SERVICE","action":"StatusUpdate"},
                 {"appName":"%1$s","id":"one","lastDirtyTimestamp":5,"status":"UP","action":"DeleteStatusOverride"},
                 {"appName":"%1$s","id":"one","status":"SLEEPY","action":"StatusUpdate"},
                 {"appName":"%1$s","id":"one","action":"Register"},
                 {"appName":"%1$s","id":"one","action":"Cancel"},
                 {"appName":"%1$s","id":"one","action":"Cancel"}]}
                """
                .formatted(app, info);
        var answer = call(Wire.JSON, "POST", "/eureka/peerreplication/batch/", batch);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().replaceAll("\\s", "")).containsSubsequence("\"statusCode\":404", "\"statusCode\":200",
                "\"statusCode\":200", "\"statusCode\":409", "\"instanceId\":\"one\"", "\"statusCode\":200",
                "\"statusCode\":200", "\"statusCode\":400", "\"statusCode\":400", "\"statusCode\":200",
                "\"statusCode\":404");
        assertThat(call(Wire.JSON, "POST", "/eureka/peerreplication/batch/", "{}").statusCode()).isEqualTo(400);
    }

    private String get(Wire wire, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = call(wire, "GET", path, null);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(wire.mediaType));
        return response.body();
    }

    private HttpResponse<String> call(Wire wire, String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                request(wire, method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8)).build(),
                BodyHandlers.ofString());
    }

    private int packed(Wire wire, String app, String body) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        var request = request(wire, "POST", "/eureka/apps/" + app, bytes.toByteArray());
        return HTTP.send(request.header("Content-Encoding", "gzip").build(), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(Wire wire, String method, String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                        (path.contains("/peerreplication/") ? "registry-node:node-secret" : "eureka:eureka-secret")
                                .getBytes(StandardCharsets.UTF_8)))
                .header("Accept", wire.mediaType).header("Content-Type", wire.mediaType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }
}
