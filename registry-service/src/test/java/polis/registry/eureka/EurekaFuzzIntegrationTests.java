package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xml.sax.SAXException;
import polis.registry.FuzzedNode;
import polis.registry.FuzzedNode.Input;
import polis.registry.Mutations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mutated payloads at the real endpoint; with {@code -P storms -Dfuzz.cases=100000 -Dfuzz.seed=1} as many, and just
 * those.
 */
@Tag("storm")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EurekaFuzzIntegrationTests {

    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final List<String> JSON_SEEDS = List.of(seed("instance.json"), seed("amazon.json"),
            seed("batch.json"));
    private static final List<String> XML_SEEDS = List.of(seed("instance.xml"), seed("batch.xml"));
    private static final List<String> QUERIES = List.of("value=OUT_OF_SERVICE",
            "value=UP&lastDirtyTimestamp=1763600000000", "status=UP&lastDirtyTimestamp=1", "zone=a&color=blue");
    private static final List<String> TAILS = List.of("", "/status", "/metadata", "/other");

    private FuzzedNode node;

    @BeforeAll
    void start() throws Exception {
        node = new FuzzedNode();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void whateverComesIsReadOrRefused() throws Exception {
        fuzz(Integer.getInteger("fuzz.cases", 1_000), Long.getLong("fuzz.seed", System.nanoTime()));
    }

    private void fuzz(int cases, long seed) throws Exception {
        System.out.println("-Dfuzz.seed=" + seed);
        var mutations = new Mutations(seed);
        for (int number = 0; number < cases; number++) {
            Input input = input(mutations);
            try {
                node.send(input);
                if (number % 50 == 0) {
                    listsCanBeRead();
                }
            } catch (AssertionError | SAXException | JacksonException e) {
                throw new AssertionError("-Dfuzz.seed=" + seed + ", case " + number + ": " + input, e);
            }
        }
        servesAsBefore();
    }

    private static Input input(Mutations mutations) {
        boolean json = mutations.random().nextBoolean();
        String type = json ? JSON : XML;
        boolean gzip = mutations.random().nextInt(4) == 0;
        byte[] body = mutations.of(json ? JSON_SEEDS : XML_SEEDS);
        return switch (mutations.random().nextInt(8)) {
            case 0, 1, 2, 3 -> new Input("POST", "/eureka/apps/FUZZ", type, body, gzip);
            case 4, 5 -> new Input("POST", "/eureka/peerreplication/batch", type, body, gzip);
            default -> new Input(mutations.any(List.of("PUT", "DELETE", "GET")),
                    "/eureka/apps/" + escaped(mutations.of(List.of("FUZZ"))) + "/"
                            + escaped(mutations.of(List.of("fuzz-1", "i-1"))) + mutations.any(TAILS) + "?"
                            + query(mutations),
                    type, new byte[0], false);
        };
    }

    private static String query(Mutations mutations) {
        String bad = escaped(mutations.of(QUERIES));
        return mutations.random().nextBoolean() ? bad.replace("%3D", "=").replace("%26", "&") : mutations.any(QUERIES);
    }

    /** Short: what a server makes of a line that is too long is not its application's. */
    private static String escaped(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return URLEncoder.encode(text.substring(0, Math.min(200, text.length())), StandardCharsets.UTF_8)
                .replace("+", "%20").replace("%2F", "_").replace("%5C", "_").replace("%00", "_");
    }

    /** One bad registration must not spoil the list for everybody. */
    private void listsCanBeRead() throws Exception {
        for (String list : List.of("/eureka/apps", "/eureka/apps/delta")) {
            assertThat(new JsonMapper().readTree(node.fetch(list, JSON)).path("applications").isObject()).isTrue();
            var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            assertThat(xml.parse(new ByteArrayInputStream(node.fetch(list, XML))).getDocumentElement().getTagName())
                    .isEqualTo("applications");
        }
    }

    /** Also what is written behind: one bad entry must not hold up the others. */
    private void servesAsBefore() throws Exception {
        listsCanBeRead();
        node.eureka().register("sound", "sound-1", "UP").is(204);
        node.eureka().renew("sound", "sound-1").is(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(node.admin().get("/api/v1/services/sound/instances/sound-1").text("state"))
                        .isEqualTo("RUN"));
    }

    private static String seed(String name) {
        try (InputStream in = EurekaFuzzIntegrationTests.class.getResourceAsStream("/fuzz/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
