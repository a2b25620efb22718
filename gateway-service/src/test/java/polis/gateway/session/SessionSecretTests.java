package polis.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSecretTests {

    private final SessionSecret secret = SessionSecret.generate(new SecureRandom());

    @Test
    void holds256BitsAndIsAnotherOneEachTime() {
        assertThat(Base64.getUrlDecoder().decode(secret.value())).hasSize(32);
        assertThat(SessionSecret.generate(new SecureRandom())).isNotEqualTo(secret);
        assertThat(SessionSecret.parse(secret.value())).contains(secret);
    }

    @Test
    void isFoundByADigestThatSaysNothingOfIt() {
        assertThat(new SessionSecret("A".repeat(43)).digest())
                .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
        assertThat(secret.digest()).hasSize(64).doesNotContain(secret.value());
    }

    @Test
    void opensWhatItSealedAndNothingElse() {
        String sealed = secret.seal("a.b.c");
        assertThat(secret.open(sealed)).contains("a.b.c");
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1)).doesNotContain("a.b.c");
        assertThat(secret.seal("a.b.c")).isNotEqualTo(sealed);
        assertThat(SessionSecret.generate(new SecureRandom()).open(sealed)).isEmpty();
        byte[] changed = Base64.getDecoder().decode(sealed);
        changed[changed.length - 1] ^= 1;
        assertThat(secret.open(Base64.getEncoder().encodeToString(changed))).isEmpty();
        assertThat(secret.open("AAAA")).isEmpty();
        assertThat(secret.open("no base64")).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"short", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl", "' or 1=1 --",
        "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anythingElseIsNone(String value) {
        assertThat(SessionSecret.parse(value)).isEmpty();
    }

    @Test
    void isNotSaidByItsText() {
        assertThat(secret.toString()).doesNotContain(secret.value());
    }
}
