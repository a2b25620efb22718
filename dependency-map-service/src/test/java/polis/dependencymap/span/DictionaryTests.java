package polis.dependencymap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DictionaryTests {

    @Test
    void findsItsWordsWithinOtherBytesAndNoOthers() {
        var random = new Random(3);
        Map<String, Integer> words = new HashMap<>();
        while (words.size() < 200) {
            words.put(word(random), words.size());
        }
        var dictionary = new Dictionary<>(words);
        words.forEach((word, value) -> assertThat(find(dictionary, word)).isEqualTo(value));
        for (int i = 0; i < 100_000; i++) {
            String word = word(random);
            assertThat(find(dictionary, word)).isEqualTo(words.get(word));
        }
        assertThat(find(dictionary, "")).isNull();
        assertThat(find(dictionary, "ä")).isNull();
        assertThat(find(new Dictionary<>(Map.<String, Integer>of()), "a")).isNull();
    }

    private static Integer find(Dictionary<Integer> dictionary, String word) {
        byte[] bytes = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
        return dictionary.get(bytes, 1, bytes.length - 1);
    }

    /** Of few letters, so that many have their length and some letters in common. */
    private static String word(Random random) {
        var word = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
