package polis.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedSearchesTests {

    private static final Set<String> NAMES = Set.of("order", "storefront");

    private final RememberedSearches searches = new RememberedSearches();

    @Test
    void aSearchIsRememberedForAsLongAsNobodyDescribesAService() {
        searches.put("'order':*", 1, NAMES);
        assertThat(searches.get("'order':*", 1)).isEqualTo(NAMES);
        assertThat(searches.get("'order':*", 2)).isNull();
        assertThat(searches.get("'mail':*", 1)).isNull();
    }

    @Test
    void manyLongSearchesDoNotFillTheMemory() {
        for (int i = 0; i < 100_000; i++) {
            String query = "x".repeat(200) + i;
            searches.put(query, 1, Set.of());
            assertThat(searches.get(query, 1)).isEmpty();
            assertThat(searches.bytes()).isBetween(1L, RememberedSearches.MOST_BYTES);
        }
    }

    @Test
    void oneSearchAgainAndAgainTakesTheRoomOfOne() {
        searches.put("'order':*", 0, NAMES);
        long once = searches.bytes();
        for (int described = 1; described < 1_000; described++) {
            searches.put("'order':*", described, NAMES);
        }
        assertThat(searches.bytes()).isEqualTo(once);
    }
}
