package polis.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import polis.security.seal.SealException;

class SealTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef-today";
    private static final String FORMER = "0123456789abcdef0123456789abcdef-yesterday";

    private final Seal seal = seal(KEY);

    @Test
    void whatWasSealedOpensInItsPlaceAndTellsNothingOnTheWay() {
        Sealed sealed = seal.seal("{\"d\":\"secret\"}", "signing_key 1");
        assertThat(seal.open(sealed, "signing_key 1")).isEqualTo("{\"d\":\"secret\"}");
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(seal.seal("{\"d\":\"secret\"}", "signing_key 1").bytes()).as("a nonce of its own")
                .isNotEqualTo(sealed.bytes());
        assertThat(sealed.keyId()).doesNotContain(KEY).isEqualTo(seal(KEY).seal("x", "y").keyId());
    }

    @Test
    void itOpensNowhereElse() {
        Sealed sealed = seal.seal("secret", "signing_key 1");
        assertThatThrownBy(() -> seal.open(sealed, "signing_key 2")).isInstanceOf(SealException.class)
                .hasMessageContaining("signing_key 2");
    }

    @Test
    void noBitOfItMayChange() {
        byte[] bytes = seal.seal("secret", "a").bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Sealed wrong = new Sealed(seal.seal("x", "a").keyId(), changed);
            assertThatThrownBy(() -> seal.open(wrong, "a")).isInstanceOf(SealException.class);
        }
        assertThatThrownBy(() -> seal.open(new Sealed(seal.seal("x", "a").keyId(), new byte[5]), "a"))
                .isInstanceOf(SealException.class);
    }

    @Test
    void aFormerKeyIsAcceptedAndIsNotTheOneOfToday() {
        Sealed old = seal(FORMER).seal("secret", "a");
        assertThatThrownBy(() -> seal.open(old, "a")).isInstanceOf(SealException.class)
                .hasMessageContaining(old.keyId());
        Seal rotated = seal(KEY, FORMER);
        assertThat(rotated.open(old, "a")).isEqualTo("secret");
        assertThat(rotated.isCurrent(old)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal("secret", "a"))).isTrue();
    }

    @Test
    void withoutAKeyOrWithAShortOneItSaysWhatToDo() {
        for (String key : new String[] {null, "", "  ", "short"}) {
            assertThatThrownBy(() -> seal(key)).isInstanceOf(SealException.class);
        }
        FailureAnalysis told = new SealFailureAnalyzer()
                .analyze(new IllegalStateException(new SealException("no key")));
        assertThat(told.getAction()).contains("POLIS_REGISTRY_SEAL_KEY", "openssl rand -hex 32");
        assertThat(new SealSettings(KEY, List.of(FORMER)).toString()).doesNotContain(KEY, FORMER);
    }

    private static Seal seal(String key, String... accepted) {
        return new Seal(new SealSettings(key, List.of(accepted)));
    }
}
