package polis.security.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealKeyTests {

    private static final String PLACE = "eureka_credential front";

    private final SealKey key = SealKey.of("secret", "a test");

    @Test
    void whatIsSealedOpensByTheSameTextForTheSamePurposeAndPlaceOnly() {
        byte[] sealed = key.seal("pa55word", PLACE);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("pa55word");
        assertThat(SealKey.of("secret", "a test").open(sealed, PLACE)).isEqualTo("pa55word");
        assertRefused(SealKey.of("another", "a test"), sealed, PLACE);
        assertRefused(SealKey.of("secret", "another test"), sealed, PLACE);
        assertRefused(key, sealed, "eureka_credential back");
        assertThat(key.seal("pa55word", PLACE)).as("a nonce of its own").isNotEqualTo(sealed);
    }

    @Test
    void noBitOfItMayChange() {
        byte[] sealed = key.seal("pa55word", PLACE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(key, changed, PLACE);
        }
        assertRefused(key, new byte[5], PLACE);
    }

    private static void assertRefused(SealKey key, byte[] sealed, String place) {
        assertThatThrownBy(() -> key.open(sealed, place)).isInstanceOf(SealException.class);
    }
}
