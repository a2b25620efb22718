package polis.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polis.registry.FuzzedNode;
import polis.registry.FuzzedNode.Input;
import polis.registry.Mutations;

/**
 * Mutated catalogues at the real endpoint; with {@code -P storms -Dfuzz.cases=100000 -Dfuzz.seed=1} as many, and just
 * those.
 */
@Tag("storm")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportFuzzIntegrationTests {

    private static final String YAML = "application/yaml";
    private static final List<String> SEEDS = List.of(seed("polis.yaml"), seed("polis.json"), seed("backstage.yaml"));

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
    void whateverComesIsImportedOrRefused() throws Exception {
        fuzz(Integer.getInteger("fuzz.cases", 1_000), Long.getLong("fuzz.seed", System.nanoTime()));
    }

    private void fuzz(int cases, long seed) throws Exception {
        System.out.println("-Dfuzz.seed=" + seed);
        var mutations = new Mutations(seed);
        for (int number = 0; number < cases; number++) {
            byte[] body = mutations.of(SEEDS);
            String type = mutations.any(List.of(YAML, YAML, "text/yaml", "application/json"));
            String path = "/api/v1/services/import" + mutations.any(List.of("", "?dryRun=true", "?dryRun=" + number));
            try {
                importing(new Input("POST", path, type, body, false));
            } catch (AssertionError e) {
                throw new AssertionError("-Dfuzz.seed=" + seed + ", case " + number, e);
            }
        }
        for (String sound : SEEDS) {
            assertThat(importing(input(sound)).statusCode()).isEqualTo(200);
        }
        node.admin().get("/api/v1/services?limit=1000").is(200);
        node.admin().get("/api/v1/findings?limit=1000").is(200);
    }

    private HttpResponse<byte[]> importing(Input input) throws Exception {
        HttpResponse<byte[]> answer = node.send(input);
        if (answer.statusCode() >= 400) {
            assertThat(answer.statusCode()).as("%s", input).isIn(400, 413, 422);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        } else {
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return answer;
    }

    enum Attack {

        ALIASES(aliases()),
        MERGED_ALIASES(aliases().replace("[", "{<<: [").replace("]", "]}")),
        ITSELF("a: &a [*a, *a]"),
        DEEP_FLOW("[".repeat(1_900_000)),
        DEEP_MAPPING("{a: ".repeat(400_000)),
        DEEP_BLOCK("- ".repeat(900_000)),
        DEEP_KEYS("? ".repeat(900_000)),
        MANY_DOCUMENTS("---\n".repeat(450_000)),
        MANY_ANCHORS(many("- &a%d x\n", 120_000)),
        MANY_KEYS(many("a%d: x\n", 150_000)),
        SAME_KEY("a: x\n".repeat(300_000)),
        LONG_LINE("a: " + "x".repeat(1_900_000)),
        LONG_KEY("x".repeat(1_900_000) + ": a"),
        LONG_COMMENT("#" + "x".repeat(1_900_000)),
        LONG_INDENT("a:\n" + " ".repeat(1_900_000) + "b: c"),
        MANY_BLANKS("a: |\n" + "\n".repeat(1_900_000)),
        FOLDED("a: >\n" + " x\n\n".repeat(400_000)),
        QUOTED("a: \"" + "\\\n ".repeat(600_000)),
        DIRECTIVES("%TAG !a! b\n".repeat(150_000) + "---\na"),
        LONG_TAG("!" + "a".repeat(1_900_000) + " x"),
        ESCAPED_TAG("!<" + "%41".repeat(600_000) + "> x"),
        LONG_ANCHOR("&" + "a".repeat(1_900_000) + " x"),
        HUGE_NUMBER("a: " + "9".repeat(1_900_000)),
        CUT_ESCAPE("a: \"\\x"),
        CUT_LONG_ESCAPE("a: \"\\U0010"),
        NO_CHARACTER("a: \"\\U00110000\""),
        SURROGATE("a: \"\\uD800\""),
        NUL_CHARACTER("apiVersion: polis/v1\nkind: Catalog\nservices: {a: {title: \"\\0\"}}"),
        INSTANCE(
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1:1/\"]]]]");

        private final String body;

        Attack(String body) {
            this.body = body;
        }

        private static String many(String pattern, int times) {
            var all = new StringBuilder();
            for (int number = 0; number < times; number++) {
                all.append(pattern.formatted(number));
            }
            return all.toString();
        }

        private static String aliases() {
            var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int level = 1; level < 30; level++) {
                bomb.append("a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ", ").repeat(10) + "x"));
            }
            return bomb.toString();
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void isRefused(Attack attack) throws Exception {
        assertThat(importing(input(attack.body)).statusCode()).isIn(400, 413, 422);
    }

    private static Input input(String body) {
        return new Input("POST", "/api/v1/services/import", YAML, body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String seed(String name) {
        try (InputStream in = ImportFuzzIntegrationTests.class.getResourceAsStream("/fuzz/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
