package polis.scheduler.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class SealTests {

    private final Seal seal = new Seal("secret");

    @Test
    void whatIsClosedOpensByTheSameSecretForTheSamePurposeOnly() {
        byte[] closed = seal.close("pa55word", "front");
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("pa55word");
        assertThat(new Seal("secret").open(closed, "front")).contains("pa55word");
        assertThat(new Seal("another").open(closed, "front")).isEmpty();
        assertThat(seal.open(closed, "back")).isEmpty();
        assertThat(seal.close("pa55word", "front")).isNotEqualTo(closed);
        closed[closed.length - 1] ^= 1;
        assertThat(seal.open(closed, "front")).isEmpty();
        assertThat(seal.open(new byte[3], "front")).isEmpty();
    }
}
