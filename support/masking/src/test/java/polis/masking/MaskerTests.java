package polis.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTests {

    private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlLW9mLWEtdG9rZW4";

    @ParameterizedTest
    @ValueSource(strings = {"password=hunter2", "PASSWORD: hunter2", "Password : hunter2", "db.password=hunter2",
        "DB_PASS=hunter2", "dbPassword=hunter2", "passwd=hunter2", "pwd=hunter2", "user.pwd = hunter2",
        "spring.datasource.password: hunter2", "{\"password\":\"hunter2\"}", "{\"password\" : \"hunter2\"}",
        "{\\\"password\\\":\\\"hunter2\\\"}", "{'password': 'hunter2'}", ":password => \"hunter2\"",
        "--password hunter2", "--password=hunter2", "-Dspring.datasource.password=hunter2",
        "<password>hunter2</password>", "password%3Dhunter2", "api_key=hunter2", "apiKey: hunter2", "api-key=hunter2",
        "X-Api-Key: hunter2", "client_secret=hunter2", "token=hunter2", "access_token=\"hunter2\"", "secret: hunter2",
        "Authorization: Basic hunter2", "authorization=hunter2", "Authorization: hunter2 and more hunter2",
        "Cookie: a=b; polis=hunter2", "passphrase: correct hunter2 staple", "aws_secret_access_key = hunter2",
        "password=Bearer hunter2", "passwords: [one, hunter2]", "credentials=(user, hunter2)",
        "https://user:hunter2@example.org/x", "http://eureka:hunter2@localhost:8761/eureka/",
        "postgres://user:p@hunter2@db/x", "https://hunter2@github.com/x.git",
        "jdbc:postgresql://db/x?user=u&password=hunter2&ssl=true", "jdbc:sqlserver://db;user=sa;password=hunter2;x=y",
        "jdbc:oracle:thin:scott/hunter2@db:1521:x", "Config[user=sa, password=hunter2, url=x]",
        "password=\"spaced hunter2 words\"", "password='it\\'s hunter2'", "password=hun,hunter2;hunter2"})
    void whatANamePointsToIsHidden(String text) {
        assertThat(Masker.byNames().mask("It failed: " + text + "\nbye")).doesNotContain("hunter2").contains("***")
                .startsWith("It failed: ").endsWith("bye");
        assertThat(Masker.byNames().maskTail(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=\nhunter2", "password:\n    hunter2", "\"password\":\n  \"hunter2\"",
        "Authorization: Bearer\nhunter2-and-9", "password:\r\nhunter2"})
    void theValueMayStandInTheNextLine(String text) {
        assertThat(Masker.byNames().mask(text)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass\nword=hunter2", "db.pass\n  word: hunter2"})
    void inATailTheNameMayBeWrapped(String text) {
        assertThat(Masker.byNames().maskTail(text)).doesNotContain("hunter2");
    }

    @Test
    void inATailAValueMayBeWrappedButAnEntryOfTheLogIsNoRestOfIt() {
        assertThat(Masker.byNames().maskTail("password=hunt\ner2 is wrong")).isEqualTo("password=***\n*** is wrong");
        assertThat(Masker.byNames().maskTail("password=hunter2\n2026-11-30T10:00:00Z INFO up"))
                .isEqualTo("password=***\n2026-11-30T10:00:00Z INFO up");
        assertThat(Masker.byNames().maskTail("password=hunter2\nERROR down")).isEqualTo("password=***\nERROR down");
        assertThat(Masker.byNames().maskTail("password=hunter2\n10:00:00.123 up"))
                .isEqualTo("password=***\n10:00:00.123 up");
        assertThat(Masker.byNames().mask("token: abc\nThis service holds carts."))
                .isEqualTo("token: ***\nThis service holds carts.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exception: boom", "Connection refused: localhost/127.0.0.1:5432",
        "password authentication failed for user \"cart\"", "ended with exit status 1", "cart-abc ended by signal 9",
        "healthy and registered", "revision 12", "Unable to start: port 20001 is in use",
        "polis.TokenExpiredException: it has ended", "See https://example.org/a:b/c@d", "Basic training is over",
        "bearer of news", "at java.base/java.lang.Thread.run(Thread.java:1583)", "mail to a@example.org", "",
        "the password, please", "keys: 5", "key=value", "monkey: 5"})
    void whatIsNoSecretStays(String text) {
        assertThat(Masker.byNames().mask(text)).isEqualTo(text);
        assertThat(Masker.byNames().maskTail(text)).isEqualTo(text);
    }

    @Test
    void ofLinesThatWereJoinedEachStaysALine() {
        assertThat(Masker.byNames().mask("first | Authorization: Bearer hunter2 | no way | Cookie: a=b; c=d | end"))
                .isEqualTo("first | Authorization: *** | no way | Cookie: *** | end");
    }

    @Test
    void shapesAreHiddenWithoutAName() {
        Masker masker = Masker.byNames();
        assertThat(masker.mask("got " + JWT + " here")).isEqualTo("got *** here");
        assertThat(masker.mask("sent Bearer 1234567890abcdef, and")).isEqualTo("sent Bearer *** and");
        assertThat(masker.mask("sent Basic dXNlcjpodW50ZXIy.")).isEqualTo("sent Basic ***");
        assertThat(masker.mask("id AKIAIOSFODNN7EXAMPLE, ghp_0123456789abcdefghij")).isEqualTo("id ***, ***");
        String key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\nAgEGCCqGSM49AwEHBG0w\n-----END PRIVATE KEY-----";
        assertThat(masker.mask("a " + key + " b")).isEqualTo("a *** b");
        assertThat(masker.mask("a " + key.replace("PRIVATE", "RSA PRIVATE") + " b " + key + " c"))
                .isEqualTo("a *** b *** c");
        assertThat(masker.mask("a -----BEGIN EC PRIVATE KEY-----\nMIGHAgEAMBMG")).isEqualTo("a ***");
        assertThat(masker.maskTail("AgEGCCqGSM49AwEHBG0w\n-----END PRIVATE KEY-----\nup")).isEqualTo("***\nup");
    }

    @Test
    void aWrappedJwtIsHiddenInATail() {
        String wrapped = "token\n" + JWT.substring(0, 40) + "\n" + JWT.substring(40) + "\nup";
        assertThat(Masker.byNames().maskTail(wrapped)).doesNotContain(JWT.substring(40)).doesNotContain("eyJ");
    }

    @Test
    void aKnownSecretIsHiddenWhereverItStandsAndHoweverItIsWrapped() {
        Masker masker = Masker.of(List.of("s3cr3t-of-the-cart", "corr"));
        assertThat(masker.mask("connect as cart/s3cr3t-of-the-cart failed")).isEqualTo("connect as cart/*** failed");
        for (int cut = 1; cut < "s3cr3t-of-the-cart".length(); cut++) {
            String wrapped = "as s3cr3t-of-the-cart".substring(0, 3 + cut) + "\n  "
                    + "s3cr3t-of-the-cart".substring(cut) + " end";
            assertThat(masker.mask(wrapped)).as(wrapped).isEqualTo("as *** end");
        }
        assertThat(masker.mask("corr")).isEqualTo("***");
    }

    @Test
    void ofATailItsBeginningAndItsEndMayBePartsOfAKnownSecret() {
        Masker masker = Masker.of(List.of("s3cr3t-of-the-cart"));
        assertThat(masker.maskTail("the-cart was wrong")).isEqualTo("*** was wrong");
        assertThat(masker.maskTail("connecting with s3cr3t-of")).isEqualTo("connecting with ***");
        assertThat(masker.maskTail("of-the-ca\nrt was wrong")).isEqualTo("*** was wrong");
        assertThat(masker.mask("the-cart is a cart")).isEqualTo("the-cart is a cart");
    }

    @Test
    void aKnownSecretIsHiddenInItsEncodingsToo() {
        String secret = "s3cr3t of the cart+1";
        Masker masker = Masker.of(List.of(secret));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        assertThat(masker.mask("x " + HexFormat.of().formatHex(bytes))).isEqualTo("x ***");
        assertThat(masker.mask("x s3cr3t+of+the+cart%2B1 y")).isEqualTo("x *** y");
        for (String before : List.of("", "a", "ab", "abc", "user:")) {
            String encoded = Base64.getEncoder()
                    .encodeToString((before + secret + ":x").getBytes(StandardCharsets.UTF_8));
            String masked = masker.mask("x " + encoded + " y");
            assertThat(masked).as(before).contains("***");
            assertThat(masked.length()).isLessThan(20);
        }
    }

    @Test
    void shortOnesAreNoKnownSecrets() {
        assertThat(Masker.of(List.of("", "a", "abc")).mask("abc a abc")).isEqualTo("abc a abc");
    }

    @ParameterizedTest
    @CsvSource({"password=", "password=[", "{\"password\":\"", "eyJ.", "://", "://a:", "PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----", "basic ", "basic,", "<token>", "AKIAAAAAAAAAAAAAAAAA,", "jdbc:oracle:/", "pass-",
        "\\", "a", "password ", "password=(", "--token ", "authorization:", "aaaaaaab"})
    void aTextIsReadOnce(String part) {
        // With a square of the length this would take a minute each.
        String text = part.repeat(200_000 / part.length());
        Masker masker = Masker.of(List.of("a".repeat(2000) + "c", "hunter2hunter2"));
        assertThat(masker.mask(text).length()).isLessThanOrEqualTo(3 * text.length());
        assertThat(masker.maskTail(text).length()).isLessThanOrEqualTo(3 * text.length());
    }

    @Test
    void noTextMakesItFail() {
        Random random = new Random(7);
        List<String> parts = List.of("password", "=", ":", "\"", "\\", "\n", " ", "eyJ", ".", "://", "@", "/",
                "-----BEGIN ", "-----END ", "PRIVATE KEY-----", "[", "]", "<", ">", "Bearer", "jdbc", ":oracle:", "%3D",
                "\uD83D", "x");
        Masker masker = Masker.of(List.of("x:x@x", "password"));
        for (int round = 0; round < 20_000; round++) {
            String text = IntStream.range(0, random.nextInt(1, 20))
                    .mapToObj(i -> parts.get(random.nextInt(parts.size()))).collect(Collectors.joining());
            assertThatCode(() -> {
                masker.mask(text);
                masker.maskTail(text);
            }).as(text).doesNotThrowAnyException();
        }
    }

    @Test
    void maskingTwiceIsTheSameAsOnce() {
        for (String text : List.of("password=hunter2 x", "Bearer abc123def", "https://u:p@h/", JWT, "a Cookie: x")) {
            String once = Masker.byNames().mask(text);
            assertThat(Masker.byNames().mask(once)).isEqualTo(once);
        }
    }
}
