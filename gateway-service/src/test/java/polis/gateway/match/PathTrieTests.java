package polis.gateway.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTrieTests {

    @ParameterizedTest
    @CsvSource({"/shop, shop", "/shop/, shop", "/shop/cart, shop", "/shop/cart/1, shop", "/shop/admin, admin",
        "/shop/admin/x, shop", "/shop/a/b/price, price", "/shop/a%2Fb/b/price, price", "/shop/%61dmin, admin",
        "/shopping, root", "/, root", "/other/path, root"})
    void mostSpecificPatternWins(String path, String expected) {
        PathTrie<String> trie = new PathTrie<>();
        trie.putIfAbsent(PathPattern.parse("/**"), "root");
        trie.putIfAbsent(PathPattern.parse("/shop/**"), "shop");
        trie.putIfAbsent(PathPattern.parse("/shop/admin"), "admin");
        trie.putIfAbsent(PathPattern.parse("/shop/*/b/price"), "price");

        assertThat(trie.find(path)).isEqualTo(expected);
    }

    @Test
    void literalThatLeadsNowhereDoesNotHideTheWildcardBesideIt() {
        PathTrie<String> trie = new PathTrie<>();
        trie.putIfAbsent(PathPattern.parse("/a/b/c"), "literal");
        trie.putIfAbsent(PathPattern.parse("/*/b/d"), "wildcard");

        assertThat(trie.find("/a/b/d")).isEqualTo("wildcard");
    }

    @Test
    void firstOfTwoEqualPatternsStays() {
        PathTrie<String> trie = new PathTrie<>();
        trie.putIfAbsent(PathPattern.parse("/shop/**"), "first");

        assertThat(trie.putIfAbsent(PathPattern.parse("/shop/**"), "second")).isEqualTo("first");
        assertThat(trie.find("/shop")).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "", "/shop/**/cart", "/shop/ca*t", "/shop/{id}"})
    void patternThatIsNoneIsRefusedWithTheReason(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.parse(pattern))
                .withMessageContaining("\"" + pattern + "\"");
    }

    @Property(tries = 5_000)
    void findsWhatLookingAtEachPatternFinds(@ForAll("patterns") List<String> patterns, @ForAll("paths") String path) {
        PathTrie<String> trie = new PathTrie<>();
        patterns.forEach(pattern -> trie.putIfAbsent(PathPattern.parse(pattern), pattern));

        assertThat(trie.find(path)).isEqualTo(naive(patterns, path));
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "c", "*");
        Arbitrary<String> closed = segment.list().ofMaxSize(4).map(segments -> "/" + String.join("/", segments));
        Arbitrary<String> open = closed.map(path -> path.equals("/") ? "/**" : path + "/**");
        return Arbitraries.oneOf(closed, open).list().uniqueElements().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c", "d", "", "%61").list().ofMaxSize(5)
                .map(segments -> "/" + String.join("/", segments));
    }

    private static @Nullable String naive(List<String> patterns, String path) {
        return patterns.stream().filter(pattern -> matches(pattern, path)).min(MOST_SPECIFIC).orElse(null);
    }

    private static boolean matches(String pattern, String path) {
        List<String> wanted = split(pattern);
        List<String> given = split(path.replace("%61", "a"));
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals("**")) {
                return true;
            }
            boolean any = i < given.size() && wanted.get(i).equals("*") && !given.get(i).isEmpty();
            if (i >= given.size() || (!any && !wanted.get(i).equals(given.get(i)))) {
                return false;
            }
        }
        return wanted.size() == given.size();
    }

    private static final Comparator<String> MOST_SPECIFIC = (one, other) -> {
        List<String> left = ranks(one);
        List<String> right = ranks(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = left.get(i).compareTo(right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    };

    /** Per segment 0 for a literal or the end, 1 for "*", 2 for "**". */
    private static List<String> ranks(String pattern) {
        List<String> ranks = new ArrayList<>();
        for (String segment : split(pattern)) {
            ranks.add(segment.equals("**") ? "2" : segment.equals("*") ? "1" : "0");
        }
        ranks.add("0");
        return ranks;
    }

    private static List<String> split(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }
}
