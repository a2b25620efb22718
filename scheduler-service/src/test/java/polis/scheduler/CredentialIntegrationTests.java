package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polis.scheduler.TestCity.service;
import static polis.scheduler.TestCity.services;

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

    private TestCity city;

    @BeforeEach
    void build() {
        city = new TestCity(folder);
    }

    @AfterEach
    void tearDown() throws IOException {
        city.close();
    }

    @Test
    void eachServiceHasACredentialOfItsOwnThatIsKeptEncryptedAndOutlivesARestart() {
        city.start();
        city.ended(city.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));
        String front = usernameOf("front");
        JsonNode old = city.instances("front").getFirst();
        String url = "http://" + front + ":secret-of-" + front + "@" + city.registry.uri().getAuthority() + "/eureka/";
        assertThat(urlOf(old)).isEqualTo(url);
        assertThat(urlOf(city.instances("back").getFirst())).contains("//" + usernameOf("back") + ":");
        List<byte[]> kept = database().sql("select password from eureka_credential").query(byte[].class).list();
        assertThat(kept).hasSize(2).allSatisfy(
                row -> assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("secret-of", "front"));

        city.crash();
        city.start();
        ProcessHandle.of(old.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> city.instances("front").stream()
                .anyMatch(instance -> !instance.path("id").equals(old.path("id")) && urlOf(instance).equals(url)));
        assertThat(city.registry.credentials).hasSize(2);

        city.registry.stop();
        city.versionset.apply(services(service("front", "2.0.0"), service("back", "1.0.0")));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> city.instances("front").stream().anyMatch(
                instance -> instance.path("version").asString().equals("2.0.0") && urlOf(instance).equals(url)));
    }

    @Test
    void aNewServiceWaitsForTheRegistryAndSaysSo() {
        city.start();
        city.ended(city.versionset.apply(services(service("front", "1.0.0"))));
        city.registry.stop();
        long revision = city.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operation(revision).toString())
                .contains("waits for registry-service, which makes the Eureka credential of back"));
        assertThat(city.processes()).hasSize(1);
        city.registry.start();
        assertThat(city.ended(revision).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(urlOf(city.instances("back").getFirst())).contains("//" + usernameOf("back") + ":");
    }

    @Test
    void oneThatWasRevokedIsReplacedAndOneThatTheManifestStatesIsLeft() {
        city.start();
        city.ended(city.versionset.apply(services(service("front", "1.0.0"), service("far", "1.0.0",
                "\"environment\": {\"EUREKA_CLIENT_SERVICEURL_DEFAULTZONE\": \"http://me:mine@elsewhere/eureka/\"}"))));
        assertThat(urlOf(city.instances("far").getFirst())).isEqualTo("http://me:mine@elsewhere/eureka/");
        assertThat(city.registry.credentials.values()).containsExactly("front");
        String revoked = usernameOf("front");
        city.registry.credentials.remove(revoked);
        city.ended(city.versionset.apply(services(service("front", "1.0.1"), service("far", "1.0.0",
                "\"environment\": {\"EUREKA_CLIENT_SERVICEURL_DEFAULTZONE\": \"http://me:mine@elsewhere/eureka/\"}"))));
        assertThat(usernameOf("front")).isNotEqualTo(revoked);
        assertThat(urlOf(city.instances("front").getFirst())).contains("//" + usernameOf("front") + ":");
    }

    @Test
    void aCredentialEndsWithItsService() {
        city.start();
        city.ended(city.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));
        String back = usernameOf("back");
        city.ended(city.versionset.apply(services(service("front", "1.0.0"))));
        assertThat(city.registry.credentials).containsKey(back);
        age("made_at", back, Duration.ofMinutes(2));
        await().atMost(PATIENCE).until(() -> !city.registry.credentials.containsKey(back));
        assertThat(city.registry.credentials.values()).containsExactly("front");
        assertThat(database().sql("select service from eureka_credential").query(String.class).list())
                .containsExactly("front");
    }

    @Test
    void anOldOneIsReplacedAtTheNextStartAndEndsWithTheLastInstanceThatHoldsIt() {
        city.start();
        city.ended(city.versionset.apply(services(service("front", "1.0.0"))));
        String old = usernameOf("front");
        JsonNode holder = city.instances("front").getFirst();
        age("made_at", old, Duration.ofDays(31));
        city.ended(
                city.versionset.apply(services(service("front", "1.0.0", "\"instances\": {\"min\": 2, \"max\": 2}"))));
        assertThat(city.registry.credentials).hasSize(2).containsKey(old);
        JsonNode second = city.instances("front").stream()
                .filter(instance -> !instance.path("id").equals(holder.path("id"))).findFirst().orElseThrow();
        assertThat(urlOf(second)).doesNotContain(old);
        assertThat(urlOf(holder)).contains(old);

        database().sql("update instance set started_at = started_at - interval '1 hour' where id = :id")
                .param("id", holder.path("id").asString()).update();
        age("superseded_at", old, Duration.ofMinutes(2));
        awaitHousekeeping();
        assertThat(city.registry.credentials).as("an instance holds it").containsKey(old);

        ProcessHandle.of(holder.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> !city.registry.credentials.containsKey(old));
        assertThat(city.registry.credentials).hasSize(1);
    }

    /** Of a service that is none, so that it is ended at the next look. */
    private void awaitHousekeeping() {
        city.registry.credentials.put("nobody.1", "nobody");
        database().sql("insert into eureka_credential values ('nobody', 'nobody.1', '', now() - interval '1 hour')")
                .update();
        await().atMost(PATIENCE).until(() -> !city.registry.credentials.containsKey("nobody.1"));
    }

    private void age(String column, String username, Duration by) {
        assertThat(database().sql(
                "update eureka_credential set %1$s = %1$s - make_interval(secs => :seconds) where username = :username"
                        .formatted(column))
                .param("seconds", by.toSeconds()).param("username", username).update()).isOne();
    }

    private JdbcClient database() {
        return city.scheduler.getBean(JdbcClient.class);
    }

    private JsonNode operation(long revision) {
        String id = city.get("/api/v1/operations?revision=" + revision).path("items").path(0).path("id")
                .asString("none");
        return city.get("/api/v1/operations/" + id);
    }

    private String usernameOf(String service) {
        return city.registry.credentials.entrySet().stream().filter(entry -> entry.getValue().equals(service))
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
