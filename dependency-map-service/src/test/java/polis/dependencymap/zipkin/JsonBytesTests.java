package polis.dependencymap.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.dependencymap.span.UnreadableSpansException;
import polis.dependencymap.span.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTests {

    private static final String LETTERS = "{}[]:,\"\\ \n\t0123456789.-+eEtrufalsn\u0001x/";

    /** Whatever a stock parser takes for JSON, and nothing else. */
    @Test
    void takesAndRefusesWhatJacksonDoes() {
        var random = new Random(5);
        var jackson = JsonMapper.shared();
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = mutant(random);
            boolean well = isTaken(bytes);
            taken += well ? 1 : 0;
            assertThat(well).as(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(jacksonTakes(jackson, bytes));
        }
        assertThat(taken).isBetween(1_000, 59_000);
    }

    private static boolean isTaken(byte[] bytes) {
        var json = new JsonBytes(bytes, new Words());
        try {
            json.skip();
            json.end();
            return true;
        } catch (UnreadableSpansException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
            return false;
        }
    }

    private static boolean jacksonTakes(JsonMapper jackson, byte[] bytes) {
        try (var parser = jackson.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static byte[] mutant(Random random) {
        var json = new StringBuilder("{\"a\":[1,-2.5e+3,\"\\u00e9\\n\",true,null],\"b c\":{\"\":false},\"d\":0}");
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(json.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> json.setCharAt(at, letter);
                case 1 -> json.insert(at, letter);
                default -> json.deleteCharAt(at);
            }
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e4\u20ac", "a\"b\\c/d\b\f\n\r\t", "a long one without anything",
        "a long one\nwith a line's end in it", "\ud83d\ude00 and \ud83d", "seven\"s"})
    void readsStringsAsTheyWereWritten(String text) {
        for (String escapes : List.of("", "\u00e4", "/")) {
            String json = JsonMapper.shared().writeValueAsString(text).replace("\u00e4", "\\u00E4");
            json = escapes.equals("/") ? json.replace("/", "\\/") : json;
            var in = bytes(" " + json + " ");
            in.string("a string is expected");
            assertThat(in.text()).isEqualTo(text.replaceAll("\ud83d$", "?"));
            in.end();
        }
    }

    @Test
    void findsTheEndOfAStringWhereverItIs() {
        for (int length = 0; length < 40; length++) {
            for (String end : List.of("", "\\u0041", "\\\\")) {
                var in = bytes("\"" + "\u00e9x".repeat(length) + end + "\":\"" + "y".repeat(length) + "\"");
                in.string("a string is expected");
                assertThat(in.text())
                        .isEqualTo("\u00e9x".repeat(length) + end.replace("\\u0041", "A").replace("\\\\", "\\"));
                in.expect(':', "a colon is expected");
                in.string("a string is expected");
                assertThat(in.text()).isEqualTo("y".repeat(length));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "17,17", "'\"17\"',17", "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808", "123456789012345678,123456789012345678"})
    void readsWholeNumbers(String json, long number) {
        assertThat(bytes(json).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "\"x\"", "\"\"", "01", "-", "+1", "", "x", "true"})
    void refusesOtherNumbers(String json) {
        assertThatThrownBy(() -> bytes(json).number()).isInstanceOf(UnreadableSpansException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> bytes("[".repeat(1_000_000)).skip()).isInstanceOf(UnreadableSpansException.class);
        assertThatThrownBy(() -> bytes("{\"a\":".repeat(1_000_000)).skip())
                .isInstanceOf(UnreadableSpansException.class);
    }

    private static JsonBytes bytes(String json) {
        return new JsonBytes(json.getBytes(StandardCharsets.UTF_8), new Words());
    }
}
