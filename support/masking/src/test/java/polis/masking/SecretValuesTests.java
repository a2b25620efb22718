package polis.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretValuesTests {

    @ParameterizedTest
    @CsvSource({"DB_PASS, tulip, tulip", "SPRING_DATASOURCE_PASSWORD, hunter2, hunter2", "API_KEY, abcdef, abcdef",
        "WHATEVER, hunter2, hunter2", "LICENCE, 0f3a9c77d1e2, 0f3a9c77d1e2", "CODE, correct-h0rse-staple, none",
        "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE, http://eureka:geheim@localhost:8761/eureka/, geheim",
        "ENDPOINT, http://localhost:8083/ingest/0f3a9c77d1e2b4a5c6d7/api/v2/spans, 0f3a9c77d1e2b4a5c6d7",
        "JAVA_OPTS, -Xmx64m -Ddb.password=tulip -Dx=y, tulip",
        "URL, jdbc:postgresql://db/x?user=u&password=tulip, tulip"})
    void secretsAreFoundByNameByRandomnessAndWithin(String name, String value, String secret) {
        if (secret.equals("none")) {
            assertThat(SecretValues.of(Map.of(name, value))).isEmpty();
        } else {
            assertThat(SecretValues.of(Map.of(name, value))).contains(secret);
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVER_PORT, 20001", "SPRING_PROFILES_ACTIVE, production", "POLIS_VERSION, 1.0.0-rc1",
        "TIMEOUT, PT30S", "MEMORY, 512MiB", "DB_HOST, db-1.example.org", "DB, db:5432", "HOME, /var/lib/cart1",
        "FLAG, true", "SPRING_APPLICATION_NAME, cart", "ZONE, eu-west-1", "PAUSE, 500ms", "NOTHING, ''",
        "ENDPOINT, http://localhost:8083/api/v2/spans"})
    void whatAMessageMustBeAbleToNameIsNone(String name, String value) {
        assertThat(SecretValues.of(Map.of(name, value))).isEmpty();
    }

    @Test
    void aMaskerOfAnEnvironmentHidesThemAll() {
        Masker masker = Masker.of(SecretValues.of(Map.of("DB_PASS", "tulip", "DB", "jdbc:x://db?password=rose1")));
        assertThat(masker.mask("login as cart with tulip at db, then rose1"))
                .isEqualTo("login as cart with *** at db, then ***");
    }
}
