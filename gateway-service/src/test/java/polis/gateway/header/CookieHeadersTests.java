package polis.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieHeadersTests {

    private final CookieHeaders cookies = new CookieHeaders("polis_session");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = false, value = {
        "polis_session=x; a=1; b=2|a=1; b=2", "a=1; polis_session=x; b=2|a=1; b=2",
        "a=1; b=2; polis_session=x|a=1; b=2", "a=1;polis_session=x;b=2|a=1;b=2",
        "a=1;  polis_session=x;\tb=2|a=1;\tb=2", "a=1; polis_session=x; polis_session=y; b=2|a=1; b=2",
        "a=1; polis_session; b=2|a=1; b=2", "a=1; polis_session =x|a=1", "a=1; =polis_session=x; b=2|a=1; b=2",
        // Nobody else's: the others stay as they are, whatever they look like.
        "polis_sessions=1; xpolis_session=2; a=polis_session=3|polis_sessions=1; xpolis_session=2; a=polis_session=3",
        "POLIS_SESSION=1|POLIS_SESSION=1", "a=\"q\"; b==; ; c|a=\"q\"; b==; ; c",
        "polis_session=x; a=\"q;polis_session=z\"; b= 1 ;|a=\"q; b= 1 ;", "a=\u00ffb; polis_session=x|a=\u00ffb"})
    void isCutOutAndTheOthersStayOctetForOctet(String line, String rest) {
        assertThat(cookies.without(List.of(line))).containsExactly(rest);
    }

    @Test
    void linesInWhichNothingElseWasAreLeftOut() {
        assertThat(cookies.without(List.of("polis_session=x"))).isEmpty();
        assertThat(cookies.without(List.of("a=1", "polis_session=x", "b=2; polis_session=y", "c=3")))
                .containsExactly("a=1", "b=2", "c=3");
    }

    @Test
    void saysWhetherALookIsWorthwhile() {
        assertThat(cookies.mayHave(List.of("a=1", "b=2"))).isFalse();
        assertThat(cookies.mayHave(List.of("a=1", "b=2; polis_session=x"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polis_session=x", "polis_session=x; Path=/; HttpOnly", " polis_session = x",
        "polis_session", "=polis_session=x; Path=/", "\tpolis_session=; Max-Age=0"})
    void isSetByWhateverABrowserSendsBackUnderItsName(String value) {
        assertThat(cookies.isSetBy(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=polis_session", "polis_session2=x", "a=1; polis_session=x", "", "JSESSIONID=1; Path=/"})
    void isNotSetByOthers(String value) {
        assertThat(cookies.isSetBy(value)).isFalse();
    }
}
