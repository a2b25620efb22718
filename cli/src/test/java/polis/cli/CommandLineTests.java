package polis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.cli.terminal.Terminal;

/** The commands against a small server that stands in for all services: what they send, print and exit with. */
class CommandLineTests {

    private static final int OFFSET_OF_NOTHING = 1;

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> received = new ArrayList<>();
    private final Queue<String> operations = new ArrayDeque<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private String console = "";

    @BeforeEach
    void serve() throws IOException {
        // The five ports hang together; one of them may be taken.
        for (int tries = 0; servers.isEmpty() && tries < 20; tries++) {
            int offset = 1_000 + ThreadLocalRandom.current().nextInt(20_000);
            try {
                for (int port : new int[] {9080, 8761, 8081, 8082, 8083}) {
                    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port + offset), 0);
                    servers.add(server);
                    server.createContext("/", this::handle);
                    server.start();
                }
                console = "http://localhost:" + (9080 + offset);
            } catch (BindException e) {
                servers.forEach(server -> server.stop(0));
                servers.clear();
            }
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        received.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        switch (request) {
            case "POST /api/v1/manifests" -> {
                if (body.contains("versoin")) {
                    answer(exchange, 400,
                            """
                                    {"type":"https://polis.dev/problems/invalid-manifest","title":"Invalid manifest","status":400,
                                     "detail":"The manifest is not valid.","errors":[{"pointer":"/services/cart/versoin",
                                     "detail":"is not a known field","suggestion":"version"}]}""");
                } else {
                    answer(exchange, 201,
                            "{\"revision\":7,\"changed\":true,\"architecture\":\"shop\",\"warnings\":[\"not checked\"]}");
                }
            }
            case "GET /api/v1/operations?revision=7&limit=50" -> answer(exchange, 200,
                    "{\"items\":[" + (operations.size() > 1 ? operations.remove() : operations.element()) + "]}");
            case "POST /api/v1/token-revocations" ->
                answer(exchange, 201, "{\"subject\":\"ci\",\"before\":\"2026-11-20T12:00:00Z\",\"revokedBy\":\"cli\"}");
            case "DELETE /api/v1/tokens/1", "DELETE /api/v1/tokens/2" -> answer(exchange, 204, "");
            case "POST /api/v1/tokens" -> {
                if (body.contains("unlucky")) {
                    loseTheFirstAnswer(exchange);
                } else {
                    answer(exchange, 201, "{\"id\":\"1\",\"token\":\"eyJ\",\"expiresAt\":\"2026-11-20T12:00:00Z\"}");
                }
            }
            case "GET /api/v1/cycles" -> answer(exchange, 200, """
                    {"items":[{"members":["inventory","order"],"advice":[{"cut":{"from":"inventory","to":"order"},
                     "explanation":"the least used"}]}]}""");
            default -> answer(exchange, 403, """
                    {"type":"https://polis.dev/problems/forbidden","title":"Forbidden","status":403,
                     "detail":"Role deployer is needed."}""");
        }
    }

    /** It is carried out, and the connection breaks before the answer. */
    private void loseTheFirstAnswer(HttpExchange exchange) throws IOException {
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (keys.size() == 1) {
            exchange.close();
        } else {
            answer(exchange, 409, """
                    {"type":"https://polis.dev/problems/already-answered","title":"Already answered",
                     "status":409,"detail":"Delete /api/v1/tokens/1 and ask anew with another key."}""");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String operation(String status, String reason, String... steps) {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            list.add("{\"number\":" + (i + 1) + ",\"service\":\"cart\",\"action\":\"START\",\"status\":\"" + steps[i]
                    + "\",\"reason\":\"because\"}");
        }
        return "{\"id\":\"o\",\"kind\":\"APPLY\",\"revision\":7,\"status\":\"" + status + "\",\"reason\":\"" + reason
                + "\",\"steps\":[" + String.join(",", list) + "]}";
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", console, "--token", "secret-token"));
        return plain(all.toArray(String[]::new));
    }

    private int plain(String... arguments) {
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        return Polis.run(terminal, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), text).toString();
    }

    @Test
    void applyPrintsTheRevisionAndSendsTheManifestAsItIs() throws IOException {
        assertThat(run("apply", "-f", manifest("# mine\nkind: Architecture\n"))).isZero();
        assertThat(out()).contains("Revision 7 of shop recorded");
        assertThat(err()).contains("not checked");
        assertThat(received).singleElement().asString()
                .isEqualTo("POST /api/v1/manifests Bearer secret-token application/yaml # mine\nkind: Architecture\n");
    }

    @Test
    void applyWithWaitShowsEachStepOnceAndSucceedsWithTheOperation() throws IOException {
        operations.addAll(List.of(operation("RUNNING", "", "RUNNING", "PENDING"),
                operation("RUNNING", "", "SUCCEEDED", "RUNNING"), operation("SUCCEEDED", "", "SUCCEEDED", "SKIPPED")));
        assertThat(run("apply", "--wait", "-f", manifest("a: b"))).isZero();
        assertThat(out().lines().filter(line -> line.contains("✓ cart  start"))).hasSize(1);
        assertThat(out()).contains("- cart  start", "Revision 7 is in force");
    }

    @Test
    void applyWithWaitFailsWithTheReasonWhenItWasRolledBack() throws IOException {
        operations.add(operation("ROLLED_BACK", "never got healthy", "FAILED"));
        assertThat(run("apply", "--wait", "-f", manifest("a: b"))).isEqualTo(1);
        assertThat(out()).contains("✗ cart  start: because");
        assertThat(err()).contains("Revision 7 was rolled back: never got healthy");
    }

    @Test
    void applyWithWaitGivesUpAfterItsTimeout() throws IOException {
        operations.add(operation("RUNNING", "", "RUNNING"));
        assertThat(run("apply", "--wait", "--timeout", "PT0.5S", "-f", manifest("a: b"))).isEqualTo(4);
        assertThat(err()).contains("Not done after PT0.5S");
    }

    @Test
    void aProblemIsShownWithPointerAndSuggestion() throws IOException {
        assertThat(run("apply", "-f", manifest("versoin: 1"))).isEqualTo(1);
        assertThat(err())
                .contains("The manifest is not valid. (400 invalid-manifest)",
                        "/services/cart/versoin  is not a known field — did you mean version?")
                .doesNotContain("Exception");
        assertThat(out()).isEmpty();
    }

    @Test
    void aMissingFileAndAWrongCommandLineHaveTheirOwnExitCodes() {
        assertThat(run("apply", "-f", folder.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(err()).contains("There is no file");
        assertThat(plain("token", "create")).isEqualTo(2);
        assertThat(plain("fly")).isEqualTo(2);
        assertThat(run("token", "create", "--role", "viewer", "--ttl", "long")).isEqualTo(2);
    }

    @Test
    void aTokenStandsAloneOnStandardOutput() {
        assertThat(run("token", "create", "--role", "deployer", "--ttl", "8h", "--subject", "ci")).isZero();
        assertThat(out()).isEqualTo("eyJ" + System.lineSeparator());
        assertThat(received).singleElement().asString().contains("\"deployer\"", "\"PT8H\"", "\"ci\"");
    }

    @Test
    void aLostAnswerIsAskedForOnceMoreAndTheReaderIsToldWhatToDo() {
        assertThat(run("token", "create", "--role", "viewer", "--subject", "unlucky")).isEqualTo(1);
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo(keys.getLast()).isNotBlank();
        assertThat(out()).isEmpty();
        assertThat(err()).contains("A token was made", "./polis token revoke --subject unlucky", "/api/v1/tokens/1");
    }

    @Test
    void tokensAreTakenBackByIdOrAllOfASubject() {
        assertThat(run("token", "revoke", "1", "2")).isZero();
        assertThat(run("token", "revoke", "--subject", "ci")).isZero();
        assertThat(received.toString()).contains("DELETE /api/v1/tokens/1", "DELETE /api/v1/tokens/2",
                "POST /api/v1/token-revocations", "\"subject\" : \"ci\"");
        assertThat(err()).contains("until 2026-11-20T12:00:00Z is revoked");
        assertThat(run("token", "revoke")).isEqualTo(2);
    }

    @Test
    void cyclesAreListedWithTheEdgeToCut() {
        assertThat(run("cycles")).isZero();
        assertThat(out()).contains("inventory, order", "cut inventory → order: the least used");
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(run("map")).isEqualTo(1);
        assertThat(err()).isEqualToIgnoringNewLines("polis: Role deployer is needed. (403 forbidden)");
    }

    @Test
    void withoutAStackTheReaderIsToldHowToStartOne() {
        assertThat(plain("login", "--data", folder.toString())).isEqualTo(3);
        assertThat(plain("status", "--data", folder.toString())).isEqualTo(3);
        assertThat(err()).contains("Polis is not up", "./polis up");
        assertThat(plain("map", "--url", "http://localhost:" + (9080 + OFFSET_OF_NOTHING), "--token", "t"))
                .isEqualTo(3);
        assertThat(err()).contains("Nothing answers at http://localhost:" + (8083 + OFFSET_OF_NOTHING));
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of("up", "down", "status", "logs", "demo", "apply", "operations", "map", "cycles",
                "login", "token")) {
            assertThat(plain(command, "--help")).as(command).isZero();
        }
        assertThat(plain("--version")).isZero();
    }
}
