package polis.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTests {

    private static final YamlLimits LIMITS = new YamlLimits(100, 30, 5_000, 50);

    private final List<YamlError> errors = new ArrayList<>();

    @Test
    void aValueKnowsItsLineItsSizeAndWhetherItWasQuoted() {
        assertThat(document("a:\n  - x\n  - 'y'\n")).isInstanceOfSatisfying(YamlNode.Mapping.class, root -> {
            assertThat(root.size()).isEqualTo(4);
            assertThat(root.members().get("a")).isInstanceOfSatisfying(YamlNode.Sequence.class,
                    list -> assertThat(list.items()).containsExactly(new YamlNode.Scalar("x", true, 2),
                            new YamlNode.Scalar("y", false, 3)));
        });
        assertThat(errors).isEmpty();
    }

    @Test
    void anAliasStandsForWhatItNames() {
        assertThat(document("a: &x {k: v}\nb: *x")).isInstanceOfSatisfying(YamlNode.Mapping.class, root -> {
            assertThat(root.members().get("b")).isEqualTo(root.members().get("a"));
            assertThat(root.size()).isEqualTo(5);
        });
    }

    @Test
    void anAnchorIsKnownInItsOwnDocumentOnly() {
        assertThat(StrictYaml.documents(bytes("&x a\n---\n*x"), LIMITS, errors::add)).isEmpty();
        assertThat(errors)
                .containsExactly(new YamlError("/1", 3, "\"*x\" refers to nothing that is complete before it."));
    }

    @Test
    void aliasesThatMultiplyAreRefusedBeforeTheyAreWrittenOut() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 20; level++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(level, level,
                    String.join(", ", Collections.nCopies(10, "*a" + (level - 1)))));
        }
        assertThat(document(bomb.toString())).isNull();
        assertThat(errors).singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("more than 5000 values"));
    }

    @Test
    void sizeIsBoundedOverAllDocuments() {
        assertThat(StrictYaml.documents(bytes("[%s]\n---\n[%<s]".formatted("a, ".repeat(2_600))), LIMITS, errors::add))
                .isEmpty();
        assertThat(errors).singleElement().satisfies(error -> assertThat(error.pointer()).startsWith("/1/"));
    }

    @Test
    void whatLeavesTheRestReadableIsToldTogether() {
        assertThat(document("a: 1\nb/~: !x 2\na: 3\nc: !y 4")).isNotNull();
        assertThat(errors).containsExactly(
                new YamlError("/b~1~0", 2, "The tag \"!x\" is not allowed: send plain values only."),
                new YamlError("/a", 3, "\"a\" is given twice."),
                new YamlError("/c", 4, "The tag \"!y\" is not allowed: send plain values only."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''             | 1 | The document is empty.
            # a comment    | 1 | The document is empty.
            {[a]: b}       | 1 | A key must be a plain word of at most 50 characters.
            a: *nobody     | 1 | "*nobody" refers to nothing that is complete before it.
            """)
    void whatCannotBeReadIsNamedWithItsLine(String text, int line, String detail) {
        assertThat(document(text)).isNull();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(line);
            assertThat(error.detail()).isEqualTo(detail);
        });
    }

    @Test
    void oneDocumentIsOne() {
        assertThat(document("a: b\n---\nc: d")).isNull();
        assertThat(errors).containsExactly(new YamlError("", 2, "A second document begins here. Send one document."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !!javax.script.ScriptEngineManager [x]", "!!map {a: b}", "a: [", "\t- x", "{a: b",
        "a: \"\\x", "%YAML 9.9\n---\na: b", "a: &x [*x]", "a: b\n...\n- c: d\n e", "\u0000"})
    void whatIsNoPlainDataIsRefused(String text) {
        document(text);
        assertThat(errors).isNotEmpty();
    }

    @Test
    void depthKeysAndDocumentsAreBounded() {
        document("[".repeat(10_000));
        document("? " + "k".repeat(51) + "\n: v");
        StrictYaml.documents(bytes("---\n".repeat(101)), LIMITS, errors::add);
        assertThat(errors).extracting(YamlError::detail).containsExactly("Nested more than 30 deep.",
                "A key must be a plain word of at most 50 characters.", "There are more than 100 documents.");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThat(StrictYaml.document(new byte[] {(byte) 0xC3, 0x28}, LIMITS, errors::add)).isNull();
        assertThat(errors).containsExactly(new YamlError("", 1, "This is not UTF-8."));
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
            errors.clear();
            assertThat(document(text.toString()) == null && errors.isEmpty()).as(text.toString()).isFalse();
        }
    }

    private @Nullable YamlNode document(String text) {
        return StrictYaml.document(bytes(text), LIMITS, errors::add);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
