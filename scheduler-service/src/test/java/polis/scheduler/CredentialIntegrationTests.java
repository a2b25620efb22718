package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polis.scheduler.TestSystem.service;
import static polis.scheduler.TestSystem.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class CredentialIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private TestSystem system;

    @BeforeEach
    void build() {
        system = new TestSystem(folder);
    }

    @AfterEach
    void tearDown() throws IOException {
        system.close();
    }

    @Test
    void eachServiceHasACredentialOfItsOwnThatIsKeptEncryptedAndOutlivesARestart() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));
        String front = usernameOf("front");
        JsonNode old = system.instances("front").getFirst();
        String url = "http://" + front + ":secret-of-" + front + "@" + system.registry.uri().getAuthority()
                + "/eureka/";
        assertThat(urlOf(old)).isEqualTo(url);
        assertThat(urlOf(system.instances("back").getFirst())).contains("//" + usernameOf("back") + ":");
        List<byte[]> kept = database().sql("select password from eureka_credential").query(byte[].class).list();
        assertThat(kept).hasSize(2).allSatisfy(
                row -> assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("secret-of", "front"));

        system.crash();
        system.start();
        ProcessHandle.of(old.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> system.instances("front").stream()
                .anyMatch(instance -> !instance.path("id").equals(old.path("id")) && urlOf(instance).equals(url)));
        assertThat(system.registry.credentials).hasSize(2);

        system.registry.stop();
        system.versionset.apply(services(service("front", "2.0.0"), service("back", "1.0.0")));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> system.instances("front").stream().anyMatch(
                instance -> instance.path("version").asString().equals("2.0.0") && urlOf(instance).equals(url)));
    }

    @Test
    void aNewServiceWaitsForTheRegistryAndSaysSo() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        system.registry.stop();
        long revision = system.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operation(revision).toString())
                .contains("waits for registry-service, which makes the Eureka credential of back"));
        assertThat(system.processes()).hasSize(1);
        system.registry.start();
        assertThat(system.ended(revision).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(urlOf(system.instances("back").getFirst())).contains("//" + usernameOf("back") + ":");
    }

    @Test
    void oneThatWasRevokedIsReplacedAndOneThatTheManifestStatesIsLeft() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"), service("far", "1.0.0",
                "\"environment\": {\"EUREKA_CLIENT_SERVICEURL_DEFAULTZONE\": \"http://me:mine@elsewhere/eureka/\"}"))));
        assertThat(urlOf(system.instances("far").getFirst())).isEqualTo("http://me:mine@elsewhere/eureka/");
        assertThat(system.registry.credentials.values()).containsExactly("front");
        String revoked = usernameOf("front");
        system.registry.credentials.remove(revoked);
        system.ended(system.versionset.apply(services(service("front", "1.0.1"), service("far", "1.0.0",
                "\"environment\": {\"EUREKA_CLIENT_SERVICEURL_DEFAULTZONE\": \"http://me:mine@elsewhere/eureka/\"}"))));
        assertThat(usernameOf("front")).isNotEqualTo(revoked);
        assertThat(urlOf(system.instances("front").getFirst())).contains("//" + usernameOf("front") + ":");
    }

    @Test
    void aCredentialEndsWithItsService() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));
        String back = usernameOf("back");
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        assertThat(system.registry.credentials).containsKey(back);
        age("made_at", back, Duration.ofMinutes(2));
        await().atMost(PATIENCE).until(() -> !system.registry.credentials.containsKey(back));
        assertThat(system.registry.credentials.values()).containsExactly("front");
        assertThat(database().sql("select service from eureka_credential").query(String.class).list())
                .containsExactly("front");
    }

    @Test
    void anOldOneIsReplacedAtTheNextStartAndEndsWithTheLastInstanceThatHoldsIt() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        String old = usernameOf("front");
        JsonNode holder = system.instances("front").getFirst();
        age("made_at", old, Duration.ofDays(31));
        system.ended(system.versionset
                .apply(services(service("front", "1.0.0", "\"instances\": {\"min\": 2, \"max\": 2}"))));
        assertThat(system.registry.credentials).hasSize(2).containsKey(old);
        JsonNode second = system.instances("front").stream()
                .filter(instance -> !instance.path("id").equals(holder.path("id"))).findFirst().orElseThrow();
        assertThat(urlOf(second)).doesNotContain(old);
        assertThat(urlOf(holder)).contains(old);

        database().sql("update instance set started_at = started_at - interval '1 hour' where id = :id")
                .param("id", holder.path("id").asString()).update();
        age("superseded_at", old, Duration.ofMinutes(2));
        awaitHousekeeping();
        assertThat(system.registry.credentials).as("an instance holds it").containsKey(old);

        ProcessHandle.of(holder.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> !system.registry.credentials.containsKey(old));
        assertThat(system.registry.credentials).hasSize(1);
    }

    /** Waits until housekeeping has ended the credential of a service that does not exist. */
    private void awaitHousekeeping() {
        system.registry.credentials.put("nobody.1", "nobody");
        database().sql("insert into eureka_credential values ('nobody', 'nobody.1', '', now() - interval '1 hour')")
                .update();
        await().atMost(PATIENCE).until(() -> !system.registry.credentials.containsKey("nobody.1"));
    }

    private void age(String column, String username, Duration by) {
        assertThat(database().sql(
                "update eureka_credential set %1$s = %1$s - make_interval(secs => :seconds) where username = :username"
                        .formatted(column))
                .param("seconds", by.toSeconds()).param("username", username).update()).isOne();
    }

    private JdbcClient database() {
        return system.scheduler.getBean(JdbcClient.class);
    }

    private JsonNode operation(long revision) {
        String id = system.get("/api/v1/operations?revision=" + revision).path("items").path(0).path("id")
                .asString("none");
        return system.get("/api/v1/operations/" + id);
    }

    private String usernameOf(String service) {
        return system.registry.credentials.entrySet().stream().filter(entry -> entry.getValue().equals(service))
                .findFirst().orElseThrow().getKey();
    }

    private static String urlOf(JsonNode instance) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest
                            .newBuilder(URI.create("http://localhost:" + instance.path("port").asInt() + "/eureka"))
                            .build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException away) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
