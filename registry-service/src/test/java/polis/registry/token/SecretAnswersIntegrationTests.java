package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.Yaml;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;

/** Whatever answers with a secret forbids to store the answer, and no repetition makes a second one. */
class SecretAnswersIntegrationTests extends RegistryScenario {

    /** What a member of an answer is called that is a secret. */
    private static final Pattern SECRET = Pattern
            .compile("(?i)(access_?)?token|password|secret|code|session|key|credential|ingestKey|apiKey");

    @Autowired
    JdbcClient jdbc;

    /** Each operation of all five services that answers with one, by the promise to its callers. */
    @ParameterizedTest
    @ValueSource(strings = {"registry-service", "versionset-service", "scheduler-service", "dependency-map-service",
        "gateway-service"})
    void whoAnswersWithASecretIsKnownHere(String service) throws IOException {
        Set<String> known = service.equals("registry-service")
                ? new TreeSet<>(secretAnswers("x").keySet())
                : new TreeSet<>();
        assertThat(answeringWithASecret(Path.of("..", service, "openapi.yaml"))).isSubsetOf(known);
    }

    @Test
    void everyAnswerWithASecretIsNotToBeStored() {
        secretAnswers(name("secret")).forEach((operation, call) -> {
            Answer answer = call.get();
            assertThat(answer.status()).as(operation).isIn(200, 201);
            assertThat(answer.header("Cache-Control")).as(operation).contains("no-store");
        });
    }

    @Test
    void aTokenIsToldOnceHoweverOftenItsRequestComes() {
        Api keyed = admin.with("Idempotency-Key", name("key"));
        String body = "{\"subject\":\"%s\",\"role\":\"viewer\"}".formatted(name("once"));
        Answer first = keyed.post("/api/v1/tokens", body).is(201);
        Answer again = keyed.post("/api/v1/tokens", body).isProblem(409, "already-answered");
        assertThat(again.text("detail")).contains("/api/v1/tokens/" + first.text("id"));
        assertThat(rows("select count(*) from token where subject = '%s'"
                .formatted(body.replaceAll(".*subject\":\"([^\"]*).*", "$1")))).isOne();
        assertKeptNowhere(first.text("token"));
    }

    @Test
    void aLoginCodeIsToldOnceAndWorksOnceWithTheSameKeyToo() {
        Api keyed = admin.with("Idempotency-Key", name("key"));
        String code = keyed.post("/api/v1/login-codes", "{}").is(201).text("code");
        keyed.post("/api/v1/login-codes", "{}").isProblem(409, "already-answered");
        Api stranger = anonymous.with("Idempotency-Key", name("key"));
        String exchange = "{\"code\":\"" + code + "\"}";
        String session = stranger.post("/api/v1/login-codes/exchange", exchange).is(200).text("access_token");
        stranger.post("/api/v1/login-codes/exchange", exchange).isProblem(400, "invalid-login-code");
        assertKeptNowhere(code);
        assertKeptNowhere(session);
        assertThat(rows("select count(*) from idempotency_key where subject = ''")).isZero();
    }

    /** By operation, a call that succeeds. */
    private Map<String, Supplier<Answer>> secretAnswers(String subject) {
        return Map.of("post /api/v1/tokens",
                () -> admin.post("/api/v1/tokens", "{\"subject\":\"%s\",\"role\":\"viewer\"}".formatted(subject)),
                "post /api/v1/services/{service}/credentials",
                () -> admin.post("/api/v1/services/" + subject + "/credentials", "{}"), "post /api/v1/login-codes",
                () -> admin.post("/api/v1/login-codes", "{}"), "post /api/v1/login-codes/exchange",
                () -> anonymous.post("/api/v1/login-codes/exchange",
                        "{\"code\":\"" + admin.post("/api/v1/login-codes", "{}").text("code") + "\"}"),
                "post /oauth2/token",
                () -> anonymous.basic("cli", "cli-secret").with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/oauth2/token", "grant_type=client_credentials"));
    }

    private static Set<String> answeringWithASecret(Path promise) throws IOException {
        Map<String, Object> document = new Yaml().load(Files.readString(promise));
        Set<String> found = new TreeSet<>();
        map(document.get("paths")).forEach((path, operations) -> map(operations).forEach((method, operation) -> {
            if (map(operation).get("responses") instanceof Map<?, ?> responses
                    && holdsASecret(responses, document, new TreeSet<>())) {
                found.add(method + " " + path);
            }
        }));
        return found;
    }

    private static boolean holdsASecret(Object part, Map<String, Object> document, Set<String> seen) {
        if (part instanceof Iterable<?> list) {
            for (Object each : list) {
                if (holdsASecret(each, document, seen)) {
                    return true;
                }
            }
            return false;
        }
        for (var member : map(part).entrySet()) {
            if (member.getKey().equals("$ref")) {
                String name = String.valueOf(member.getValue()).replaceAll(".*/", "");
                Object schema = map(map(document.get("components")).get("schemas")).get(name);
                if (seen.add(name) && holdsASecret(schema, document, seen)) {
                    return true;
                }
            } else if ((member.getKey().equals("properties") && namesASecret(map(member.getValue()).keySet()))
                    || holdsASecret(member.getValue(), document, seen)) {
                return true;
            }
        }
        return false;
    }

    /** The code of a finding, which has a detail, is none. */
    private static boolean namesASecret(Set<String> names) {
        return names.stream()
                .anyMatch(name -> SECRET.matcher(name).matches() && !(name.equals("code") && names.contains("detail")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private void assertKeptNowhere(String secret) {
        assertThat(rows("""
                select count(*) from idempotency_key
                where coalesce(encode(body, 'escape'), '') || coalesce(headers::text, '') like '%%%s%%'"""
                .formatted(secret))).isZero();
    }

    private long rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
