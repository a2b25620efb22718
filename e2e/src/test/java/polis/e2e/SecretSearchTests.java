package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A search that finds nothing must be known to find something. */
class SecretSearchTests {

    private static final String SECRET = "Tq3-the_secret.of+a/city=";

    private final SecretSearch search = new SecretSearch();

    SecretSearchTests() {
        search.add("planted", SECRET);
        for (int i = 0; i < 3000; i++) {
            search.add("other", "another-secret-with-the-number-" + i);
        }
    }

    @Test
    void findsItAsItIsInHexAndInBase64AtEveryAlignment() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        assertThat(search.in("before " + SECRET + " after")).containsExactly("planted");
        assertThat(search.in(SECRET)).containsExactly("planted");
        assertThat(search.in("\\x" + HexFormat.of().formatHex(bytes))).containsExactly("planted in hex");
        assertThat(search.in(HexFormat.of().withUpperCase().formatHex(bytes) + "00")).containsExactly("planted in hex");
        for (int before = 0; before < 7; before++) {
            byte[] text = ("x".repeat(before) + SECRET + "yz").getBytes(StandardCharsets.UTF_8);
            assertThat(search.in(Base64.getEncoder().encodeToString(text))).containsExactly("planted in base64");
            assertThat(search.in(Base64.getUrlEncoder().encodeToString(text))).containsExactly("planted in base64");
        }
    }

    @Test
    void findsItWhereverItStandsInALongStream() throws IOException {
        Random random = new Random(3);
        byte[] hay = new byte[(1 << 20) * 2 + 500];
        for (int at : new int[] {0, 1, (1 << 20) - 10, 1 << 20, (1 << 20) + 40, (1 << 20) * 2 - 3,
            hay.length - SECRET.length()}) {
            random.nextBytes(hay);
            assertThat(search.in(new ByteArrayInputStream(hay))).isEmpty();
            System.arraycopy(SECRET.getBytes(StandardCharsets.UTF_8), 0, hay, at, SECRET.length());
            assertThat(search.in(new ByteArrayInputStream(hay))).as("at " + at).containsExactly("planted");
        }
    }

    @Test
    void ofAJwtItFindsTheProofWhateverStandsBeforeIt() {
        String token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlLW9mLWEtdG9rZW4tb2YtYS1jaXR5";
        search.addToken("token", token);
        assertThat(search.in("Bearer " + token)).containsExactly("token");
        assertThat(search.in(token.substring(0, token.lastIndexOf('.')))).isEmpty();
        assertThat(search
                .in(Base64.getEncoder().encodeToString(("{\"a\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8))))
                .containsExactly("token in base64");
    }

    @Test
    void whatIsTooShortToBeFoundForCertainIsRefused() {
        assertThatThrownBy(() -> search.add("short", "hunter2")).isInstanceOf(IllegalArgumentException.class);
    }

}
