package polis.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.security.ExpectedIssuer;
import tools.jackson.databind.json.JsonMapper;

class OwnTokensTests {

    private final OwnTokens tokens = new OwnTokens(JsonMapper.shared(),
            new ExpectedIssuer("https://polis.example/polis"));

    @ParameterizedTest
    @ValueSource(strings = {"{\"iss\":\"https://polis.example/polis\"}",
        "{\"iss\":\"https:\\/\\/polis.example\\/polis\"}",
        "{\"sub\":\"a\",\"x\":{\"iss\":\"no\"},\"y\":[1,{}],\"iss\":\"https://polis.example/polis\",\"exp\":1}",
        "{\"iss\":\"other\",\"iss\":\"https://polis.example/polis\"}",
        "{\"iss\":\"https://polis.example/polis\",\"rest\":"})
    void knowsATokenByItsIssuer(String claims) {
        assertThat(tokens.isOne("Bearer " + token(claims))).isTrue();
        assertThat(tokens.isOne("bEARER   " + token(claims) + " ")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"iss\":\"https://login.example.com\"}",
        "{\"act\":{\"iss\":\"https://polis.example/polis\"}}", "{\"iss\":[\"https://polis.example/polis\"]}",
        "{\"aud\":\"https://polis.example/polis\"}", "[]", "{}", "nothing",
        "{\"iss\":\"https://polis.example/polis/\"}", "\"https://polis.example/polis\""})
    void passesOverThoseOfOthers(String claims) {
        assertThat(tokens.isOne("Bearer " + token(claims))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer a.b", "Bearer a.b.c.d.e", "Bearer a.!!.c",
        "Basic cG9saXM6cG9saXM=", "Bearer ..", "Bearer a.eyJpc3MiOiJ4In0.b.c"})
    void passesOverWhatIsNoToken(String authorization) {
        assertThat(tokens.isOne(authorization)).isFalse();
    }

    @Test
    void isNotKeptBusyByWhatIsLongOrDeep() {
        assertThat(tokens.isOne("Bearer " + token("{\"a\":" + "[".repeat(20_000)))).isFalse();
        assertThat(tokens.isOne("Bearer " + token("{\"a\":\"" + "x".repeat(100_000) + "\",\"iss\":\"x\"}"))).isFalse();
    }

    private static String token(String claims) {
        return "eyJhbGciOiJFUzI1NiJ9."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }
}
