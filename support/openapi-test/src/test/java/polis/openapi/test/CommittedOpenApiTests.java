package polis.openapi.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedOpenApiTests {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            servers: [{url: "http://localhost:4711"}]
            paths: {/b: {get: {responses: {"200": {description: fine}}}}, /a: {}}
            info: {title: City, version: "1"}
            tags: [{name: zoning}, {name: archive}]
            components: {schemas: {Road: {required: [to, from], type: object, enum: [z, a]}}}
            """;

    @TempDir
    Path module;

    private String served = DOCUMENT;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/api-docs.yaml", exchange -> {
            boolean allowed = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = served.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void writesOnDemandAndAgreesWithWhatItWrote() throws IOException {
        openApi(true).verify();
        assertThat(Files.readString(module.resolve("openapi.yaml"))).startsWith("openapi: 3.1.0\ninfo:\n")
                .doesNotContain("4711").containsSubsequence("archive", "zoning", "/a", "/b", "- from", "- to")
                .containsSubsequence("enum:", "- z", "- a");
        assertThatCode(openApi(false)::verify).doesNotThrowAnyException();
    }

    @Test
    void doesNotMindOrderOrAddress() {
        openApi(true).verify();
        served = DOCUMENT.replace("4711", "80").replace("[to, from]", "[from, to]");
        assertThatCode(openApi(false)::verify).doesNotThrowAnyException();
    }

    @Test
    void showsTheDifferenceAndTheCommandThatRefreshesIt() {
        openApi(true).verify();
        served = DOCUMENT.replace("/a", "/roads");
        assertThatThrownBy(openApi(false)::verify).isInstanceOf(AssertionError.class).hasMessageContaining("-  /a: {")
                .hasMessageContaining("+  /roads: {")
                .hasMessageContaining("./mvnw -pl openapi-test verify -Dopenapi.write=true");
    }

    @Test
    void failsWithoutACommittedFileAndWithoutALogin() {
        assertThatThrownBy(openApi(false)::verify).hasMessageContaining("openapi: 3.1.0");
        assertThatThrownBy(() -> openApi(false).bearer("x").verify()).hasMessageContaining("answered 401");
    }

    private CommittedOpenApi openApi(boolean write) {
        URI source = URI.create("http://localhost:" + server.getAddress().getPort() + "/v3/api-docs.yaml");
        return new CommittedOpenApi(source, module.resolve("openapi.yaml"), write, "t");
    }
}
