package polis.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTests {

    @Test
    void signsDivideWordsAndEachIsABeginning() {
        assertThat(SearchWords.of("order-api team_pay").query()).isEqualTo("'order':* & 'api':* & 'team':* & 'pay':*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "a' | 'b", "!a", "a:*", "\\", "a & !b", "<->", "(", "a\tb\nc"})
    void noSignReachesTheQueryLanguage(String text) {
        assertThat(SearchWords.of(text).words()).allMatch(word -> word.matches("[a-z0-9]+"));
    }
}
