package polis.gateway.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTests {

    @ParameterizedTest
    @CsvSource({"/shop/cart, 1, /cart", "/shop/cart, 0, /shop/cart", "/shop, 1, /", "/shop/, 1, /", "/shop/cart, 2, /",
        "/shop/a%2Fb/c, 1, /a%2Fb/c", "/shop//x, 1, //x", "/a/b/c/d, 2, /c/d"})
    void stripTakesSegmentsAwayAndLeavesTheRestAsItCame(String path, int segments, String expected) {
        assertThat(RawPath.strip(path, segments)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/shop/cart, 1, /shop", "/shop/cart, 0, ''", "/shop, 1, /shop", "/a/b/c, 2, /a/b", "/a, 3, /a"})
    void prefixIsWhatStripTakesAway(String path, int segments, String expected) {
        assertThat(RawPath.prefix(path, segments)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/..", "/a/.", "/a/%2e%2E/b", "/.%2e/b", "/./a"})
    void dotSegmentsAreSeenPlainAndEncoded(String path) {
        assertThat(RawPath.hasDotSegment(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.b/c", "/...", "/a/.well-known", "/a%20b", "/", "/%zz"})
    void otherDotsAreNoDotSegments(String path) {
        assertThat(RawPath.hasDotSegment(path)).isFalse();
    }
}
