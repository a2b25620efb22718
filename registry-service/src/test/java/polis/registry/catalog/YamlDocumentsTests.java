package polis.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.problem.ProblemException;
import tools.jackson.databind.JsonNode;

class YamlDocumentsTests {

    @Test
    void documentsBecomeTrees() {
        List<JsonNode> documents = read("""
                a: {b: [1, true, null, "1", 1.10, 007, text]}
                ---
                - x
                ---
                """);
        assertThat(documents).hasSize(3);
        assertThat(documents.get(0).toString())
                .isEqualTo("{\"a\":{\"b\":[1,true,null,\"1\",\"1.10\",\"007\",\"text\"]}}");
        assertThat(documents.get(1).toString()).isEqualTo("[\"x\"]");
        assertThat(documents.get(2).isNull()).isTrue();
    }

    @Test
    void anAliasStandsForWhatItNames() {
        assertThat(read("a: &x {k: v}\nb: *x").getFirst().toString())
                .isEqualTo("{\"a\":{\"k\":\"v\"},\"b\":{\"k\":\"v\"}}");
    }

    @Test
    void aliasesThatMultiplyAreRefusedBeforeTheyAreWrittenOut() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 20; level++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(level, level,
                    String.join(", ", java.util.Collections.nCopies(10, "*a" + (level - 1)))));
        }
        assertThat(refusal(bomb.toString())).contains("more than " + YamlDocuments.MAX_SIZE + " values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !!javax.script.ScriptEngineManager [x]", "a: !x y", "!!map {a: b}", "a: 1\na: 2",
        "a: *nobody", "a: [", "\t- x", "? [a, b]\n: c", "{a: b", "a: \"\\x", "%YAML 9.9\n---\na: b", "a: &x [*x]",
        "a: b\n...\n- c: d\n e", "\u0000"})
    void whatIsNoPlainDataIsRefused(String text) {
        refusal(text);
    }

    @Test
    void depthAndCountAreBounded() {
        assertThat(refusal("[".repeat(10_000))).contains("deep");
        assertThat(refusal("---\n".repeat(YamlDocuments.MAX_DOCUMENTS + 1))).contains("documents");
        assertThat(refusal("- a\n".repeat(YamlDocuments.MAX_SIZE + 1))).contains("values");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var complaints = new Complaints();
        YamlDocuments.read(new byte[] {(byte) 0xC3, 0x28}, complaints);
        assertThatThrownBy(complaints::throwIfAny).isInstanceOf(ProblemException.class);
    }

    @Test
    void whateverComesIsReadOrRefused() {
        var random = new Random(7);
        String alphabet = "abxuU:-{}[]&*!|>'\"%@`#,? \n\t\\~01\u00e9";
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            YamlDocuments.read(text.toString().getBytes(StandardCharsets.UTF_8), new Complaints());
        }
    }

    private static List<JsonNode> read(String text) {
        var complaints = new Complaints();
        List<JsonNode> documents = YamlDocuments.read(text.getBytes(StandardCharsets.UTF_8), complaints);
        complaints.throwIfAny();
        return documents;
    }

    private static String refusal(String text) {
        try {
            read(text);
        } catch (ProblemException refused) {
            return refused.errors().toString();
        }
        throw new AssertionError(text + " was read");
    }
}
