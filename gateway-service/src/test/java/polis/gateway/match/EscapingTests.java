package polis.gateway.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTests {

    @ParameterizedTest
    @CsvSource({"/a?q=x|y, /a?q=x%7Cy", "/a?q={\"b\":1}, /a?q=%7B%22b%22:1%7D", "/a[1]?b[]=2, /a%5B1%5D?b[]=2",
        "/a%7C?b=%2F+c&d=%zz, /a%7C?b=%2F+c&d=%zz", "/, /"})
    void onlyWhatIsNotAllowedIsEscaped(String target, String expected) {
        assertThat(Escaping.escape(target)).isEqualTo(expected);
    }

    @Property
    void whateverABrowserSendsCanBeRead(@ForAll @CharRange(from = '!', to = '~') @StringLength(max = 30) String query) {
        String sent = "/path?" + query.replace("%", "").replace("#", "");

        assertThatCode(() -> new URI("http://host" + Escaping.escape(sent))).doesNotThrowAnyException();
    }
}
