package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;
import polis.registry.Api;
import polis.registry.RegistryScenario;

/** The signing key as who can read the database sees it, over the changes of what it is sealed with. */
class SealedKeysIntegrationTests {

    private static final String FIRST = "--polis.registry.seal.key=the-first-key-of-this-test-which-is-long";
    private static final String SECOND = "--polis.registry.seal.key=the-second-key-of-this-test-which-is-long";
    private static final String FIRST_ACCEPTED = "--polis.registry.seal.accepted=the-first-key-of-this-test-which-is-long";

    @Test
    void theKeyIsSealedAndSealedAnewWithANewOneWhileItsTokensHold() throws Exception {
        try (var database = TestDatabase.create("registry")) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            String token;
            String published;
            try (var context = start(database, FIRST)) {
                token = token(context);
                published = new Api(port(context)).get("/oauth2/jwks").response().body();
            }
            String before = row(jdbc);
            assertThat(before).doesNotContain("\"d\"", "P-256", "kty");
            assertThat(jdbc.sql("select count(*) from signing_key where jwk is not null").query(Long.class).single())
                    .isZero();

            try (var context = start(database, SECOND, FIRST_ACCEPTED)) {
                assertThat(new Api(port(context)).get("/oauth2/jwks").response().body()).isEqualTo(published);
                new Api(port(context)).bearer(token).get("/api/v1/services").is(200);
                assertThat(row(jdbc)).isNotEqualTo(before);
            }
            // The first one is needed no more.
            try (var context = start(database, SECOND)) {
                new Api(port(context)).bearer(token).get("/api/v1/services").is(200);
                assertThat(kid(token(context))).isEqualTo(kid(token));
            }
            assertThatThrownBy(() -> start(database, FIRST)).rootCause().hasMessageContaining("is sealed with the key");
        }
    }

    @Test
    void aKeyThatLayInClearIsSealedAtTheStartAndItsTokensHold() throws Exception {
        try (var database = TestDatabase.create("registry")) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            try (var context = start(database, FIRST)) {
                assertThat(token(context)).isNotEmpty();
            }
            ECKey clear = clear();
            jdbc.sql("update signing_key set kid = :kid, jwk = :jwk, sealed = null, seal_key = null")
                    .param("kid", clear.getKeyID()).param("jwk", clear.toJSONString()).update();
            try (var context = start(database, FIRST)) {
                assertThat(kid(token(context))).isEqualTo(clear.getKeyID());
                assertThat(row(jdbc)).contains(clear.getKeyID()).doesNotContain(String.valueOf(clear.getD()));
            }
        }
    }

    @Test
    void aKeyThatWasPutInAnotherOnesRowIsNotTaken() {
        try (var database = TestDatabase.create("registry")) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            try (var context = start(database, FIRST)) {
                assertThat(token(context)).isNotEmpty();
            }
            jdbc.sql("update signing_key set kid = 'another'").update();
            assertThatThrownBy(() -> start(database, FIRST)).rootCause().isNotNull();
        }
    }

    @Test
    void withoutAKeyTheRegistryDoesNotStart() {
        try (var database = TestDatabase.create("registry")) {
            assertThatThrownBy(() -> start(database, "--polis.registry.seal.key=")).rootCause()
                    .hasMessageContaining("polis.registry.seal.key is not set");
        }
    }

    private static ECKey clear() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID("in-clear").generate();
    }

    private static String row(JdbcClient jdbc) {
        List<String> rows = jdbc.sql("select t::text || encode(sealed, 'escape') from signing_key t")
                .query(String.class).list();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private static String token(ConfigurableApplicationContext context) {
        return new Api(port(context)).clientToken("cli", "cli-secret");
    }

    private static String kid(String token) throws java.text.ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String... more) {
        var arguments = new java.util.ArrayList<>(List.of("--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(), "--polis.registry.clients.cli=cli-secret",
                "--polis.registry.eureka.password=eureka-secret", "--logging.level.root=warn"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(RegistryScenario.application()).run(arguments.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext context) {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }
}
