package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polis.scheduler.TestSystem.service;
import static polis.scheduler.TestSystem.services;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;

class RolloutIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    TestSystem system;

    @BeforeEach
    void build() {
        system = new TestSystem(folder);
    }

    @AfterEach
    void tearDown() throws IOException {
        system.close();
    }

    private static final String ROUTED = "\"routes\": [{\"path\": \"/front/**\"}]";

    @Test
    void bringsARevisionToTheCityCalleesFirst() {
        system.map.edges.add(java.util.Map.of("from", "front", "to", "back", "kind", "sync"));
        system.start();
        long revision = system.versionset
                .apply(services(service("front", "1.0.0", ROUTED, "\"instances\": {\"min\": 2, \"max\": 2}"),
                        service("back", "1.0.0")));

        JsonNode operation = system.ended(revision);

        assertThat(operation.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(operation.path("order").toString()).isEqualTo("[[\"back\"],[\"front\"]]");
        assertThat(system.states().values()).containsExactly("RUN", "RUN", "RUN");
        assertThat(system.registry.services).containsEntry("front", "RUN").containsEntry("back", "RUN");
        assertThat(system.registry.transitionsOf("front")).containsExactly("PROVISION>READY", "READY>RUN");
        assertThat(system.gateway.weighed).hasSize(3).allMatch(line -> line.endsWith(" 100"));
        assertThat(steps(operation, "status")).containsOnly("SUCCEEDED");
        assertThat(steps(operation, "service").lastIndexOf("back")).isLessThan(5);
        await().atMost(PATIENCE).until(() -> system.versionset.outcomes.contains("1 HEALTHY every service serves"));
        assertThat(system.instances("front")).allSatisfy(
                instance -> assertThat(folder.resolve("work/instances/" + instance.path("id").asString() + ".pid"))
                        .content().startsWith(instance.path("pid").asString() + " "));
    }

    @Test
    void updatesWithoutEverServingLess() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0", ROUTED))));
        String old = system.instances("front").getFirst().path("id").asString();
        long pid = system.instances("front").getFirst().path("pid").asLong();

        JsonNode operation = system.ended(system.versionset.apply(services(service("front", "2.0.0", ROUTED))));

        assertThat(operation.path("status").asString()).isEqualTo("SUCCEEDED");
        JsonNode fresh = system.instances("front").getFirst();
        assertThat(fresh.path("version").asString()).isEqualTo("2.0.0");
        assertThat(system.instances("front")).hasSize(1);
        assertThat(system.registry.transitionsOf("front")).endsWith("RUN>UPDATE", "UPDATE>RUN");
        assertThat(system.gateway.weighed).containsExactly(old + " 100", fresh.path("id").asString() + " 100",
                old + " 0");
        assertThat(system.registry.transitionsOf(old)).endsWith("RUN>DESTROY", "DESTROY>GONE");
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        assertThat(steps(operation, "action")).containsExactly("PROVISION", "START", "AWAIT_HEALTHY",
                "AWAIT_REGISTRATION", "OPEN_TRAFFIC", "PULL_TRAFFIC", "DEREGISTER", "DRAIN", "STOP");
        assertThat(steps(operation, "status")).containsOnly("SUCCEEDED");
    }

    @Test
    void goesBackToTheLastGoodRevisionWhenAVersionNeverGetsHealthy() {
        system.start();
        system.ended(system.versionset
                .apply(services(service("front", "1.0.0", "\"dependsOn\": [\"back\"]"), service("back", "1.0.0"))));
        String kept = system.instances("front").getFirst().path("id").asString();

        long bad = system.versionset
                .apply(services(service("front", "2.0.0", "\"dependsOn\": [\"back\"]", "\"arguments\": [\"--sick\"]"),
                        service("back", "2.0.0")));
        JsonNode operation = system.ended(bad);

        assertThat(operation.path("status").asString()).isEqualTo("ROLLED_BACK");
        assertThat(operation.path("service").asString()).isEqualTo("front");
        assertThat(operation.path("reason").asString()).contains("front 2.0.0", "did not become healthy within PT6S",
                "503", "last lines: workload front-");
        assertThat(system.instances("front")).singleElement()
                .satisfies(instance -> assertThat(instance.path("id").asString()).isEqualTo(kept));
        assertThat(system.instances("back")).singleElement()
                .satisfies(instance -> assertThat(instance.path("version").asString()).isEqualTo("1.0.0"));
        assertThat(system.registry.transitionsOf("front")).endsWith("RUN>UPDATE", "UPDATE>ROLLBACK", "ROLLBACK>RUN");
        assertThat(system.registry.transitionsOf("back")).endsWith("RUN>UPDATE", "UPDATE>RUN", "RUN>ROLLBACK",
                "ROLLBACK>RUN");
        await().atMost(PATIENCE).until(
                () -> system.versionset.outcomes.stream().anyMatch(line -> line.startsWith(bad + " FAILED front")));
        assertThat(system.get("/api/v1/operations?revision=1").path("items")).hasSize(1);
    }

    @Test
    void givesUpOnAFirstRevisionThatCrashesAndLeavesTheRest() {
        system.start();
        long revision = system.versionset.apply(services(service("back", "1.0.0"),
                service("front", "1.0.0", "\"dependsOn\": [\"back\"]", "\"arguments\": [\"--crash\"]")));

        JsonNode operation = system.ended(revision);

        assertThat(operation.path("status").asString()).isEqualTo("FAILED");
        assertThat(operation.path("reason").asString()).contains("exit status 3", "no way to reach the warehouse");
        assertThat(system.instances()).singleElement()
                .satisfies(instance -> assertThat(instance.path("service").asString()).isEqualTo("back"));
        await().atMost(PATIENCE).until(() -> "FAILED".equals(system.registry.services.get("front")));
        assertThat(system.registry.services).containsEntry("back", "RUN");
    }

    @Test
    void quotesALogWithoutItsSecrets() {
        system.start();
        long revision = system.versionset.apply(services(service("front", "1.0.0", "\"arguments\": [\"--babble\"]",
                "\"environment\": {\"DB_PASS\": \"s3cr3t-of-the-cart\"}")));

        JsonNode operation = system.ended(revision);

        await().atMost(PATIENCE).until(() -> !system.versionset.outcomes.isEmpty());
        await().atMost(PATIENCE).until(() -> "FAILED".equals(system.registry.services.get("front")));
        String said = operation + " " + system.versionset.outcomes + " " + system.registry.reasons;
        assertThat(system.versionset.outcomes.toString()).contains("no way to reach the warehouse", "***");
        assertThat(system.registry.reasons.toString()).contains("no way to reach the warehouse");
        String kept = JdbcClient.create(system.database.dataSource())
                .sql("""
                        select string_agg(line, ' ') from (select s::text line from step s union all select o::text from operation o
                        union all select b::text from failure_history b union all
                        select concat_ws(' ', end_reason, replace_reason) from instance) lines""")
                .query(String.class).single();
        assertThat(kept).contains("no way to reach the warehouse");
        assertThat(said + kept).doesNotContain("hunter2", "s3cr3t-", "of-the-cart", "the-cart");
    }

    @Test
    void replacesAnInstanceThatIsKilled() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        JsonNode victim = system.instances("front").getFirst();

        ProcessHandle.of(victim.path("pid").asLong()).orElseThrow().destroyForcibly();

        String id = victim.path("id").asString();
        await().atMost(Duration.ofSeconds(2)).until(() -> system.registry.instances.get(id).state().equals("GONE"));
        assertThat(system.registry.transitionsOf(id)).endsWith("RUN>FAILED", "FAILED>GONE");
        await().atMost(PATIENCE).until(() -> healed("front", id));
        await().atMost(PATIENCE).until(() -> lastHeal().path("status").asString().equals("SUCCEEDED"));
        assertThat(lastHeal().path("reason").asString()).contains(id + " ended by signal 9");
    }

    @Test
    void replacesAnInstanceThatIsSickBeforeItTakesItAway() throws IOException {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0", ROUTED))));
        JsonNode serving = system.instances("front").getFirst();
        String sick = serving.path("id").asString();

        Path work = Files.readSymbolicLink(Path.of("/proc", serving.path("pid").asString(), "cwd"));
        assertThat(work.getFileName()).hasToString(sick);
        Files.createFile(work.resolve(sick + ".sick"));

        await().atMost(PATIENCE).until(() -> healed("front", sick));
        List<String> weighed = system.gateway.weighed;
        assertThat(weighed).hasSize(3).last().isEqualTo(sick + " 0");
    }

    @Test
    void takesOverWhatACrashedSchedulerLeftInTheMiddleOfARollout() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));
        Set<Long> before = pids();
        long revision = system.versionset.apply(services(service("front", "2.0.0"), service("back", "1.0.0")));
        await().atMost(PATIENCE).until(() -> system.processes().size() > before.size());

        system.crash();
        assertThat(system.processes()).hasSize(3);
        system.start();

        assertThat(system.ended(revision).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(system.instances()).hasSize(2);
        assertThat(system.instances("back")).singleElement()
                .satisfies(instance -> assertThat(before).contains(instance.path("pid").asLong()));
        await().atMost(PATIENCE).until(() -> system.processes().size() == 2);
        assertThat(pids()).isEqualTo(system.processes().stream().map(ProcessHandle::pid).collect(Collectors.toSet()));
    }

    @Test
    void seesAfterACrashWhatDiedMeanwhile() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        JsonNode victim = system.instances("front").getFirst();

        system.crash();
        ProcessHandle.of(victim.path("pid").asLong()).orElseThrow().destroyForcibly();
        system.start();

        await().atMost(PATIENCE).until(() -> healed("front", victim.path("id").asString()));
        assertThat(system.processes()).hasSize(1);
    }

    @Test
    void waitsForARegistryThatIsAwayWithoutTakingAnythingDown() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0", ROUTED))));
        String old = system.instances("front").getFirst().path("id").asString();
        system.registry.stop();
        long revision = system.versionset.apply(services(service("front", "2.0.0", ROUTED)));

        await().atMost(PATIENCE).until(() -> system.states().containsValue("HEALTHY"));
        assertThat(system.states()).containsEntry(old, "RUN");
        system.registry.start();

        assertThat(system.ended(revision).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(system.states()).doesNotContainKey(old).hasSize(1);
    }

    @Test
    void removesAServiceThatIsNotInTheManifestAnyMore() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"), service("back", "1.0.0"))));

        JsonNode operation = system.ended(system.versionset.apply(services(service("back", "1.0.0"))));

        assertThat(operation.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(system.instances()).hasSize(1);
        assertThat(system.registry.services).containsEntry("front", "DESTROY").containsEntry("back", "RUN");
        assertThat(system.processes()).hasSize(1);
    }

    @Test
    void scalesOutAndIn() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        system.ended(system.versionset
                .apply(services(service("front", "1.0.0", "\"instances\": {\"min\": 3, \"max\": 3}"))));
        assertThat(system.instances("front")).hasSize(3);
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        assertThat(system.instances("front")).hasSize(1);
        assertThat(system.registry.transitionsOf("front")).endsWith("RUN>SCALE_OUT", "SCALE_OUT>RUN", "RUN>SCALE_IN",
                "SCALE_IN>RUN");
    }

    @Test
    void aNewRevisionTakesThePlaceOfOneThatIsUnderWay() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        long stuck = system.versionset.apply(services(service("front", "2.0.0", "\"arguments\": [\"--sick\"]")));
        await().atMost(PATIENCE).until(() -> system.instances("front").size() == 2);

        JsonNode operation = system.ended(system.versionset.apply(services(service("front", "3.0.0"))));

        assertThat(operation.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(system.ended(stuck).path("reason").asString()).isEqualTo("superseded by revision 3");
        assertThat(system.instances("front")).singleElement()
                .satisfies(instance -> assertThat(instance.path("version").asString()).isEqualTo("3.0.0"));
        await().atMost(PATIENCE).until(() -> system.processes().size() == 1);
    }

    @Test
    void onlyOneSchedulerActs() {
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        try (var standby = system.run()) {
            system.versionset.apply(services(service("front", "2.0.0")));
            assertThat(system.ended(2).path("status").asString()).isEqualTo("SUCCEEDED");
            system.crash();
            system.scheduler = standby;
            assertThat(system.ended(system.versionset.apply(services(service("front", "3.0.0")))).path("status")
                    .asString()).isEqualTo("SUCCEEDED");
            assertThat(system.instances("front")).hasSize(1);
            await().atMost(PATIENCE).until(() -> system.processes().size() == 1);
        }
    }

    @Test
    void observesServicesThatSomebodyElseRuns() {
        system.start();
        system.registry.services.put("far", "RUN");
        long revision = system.versionset
                .apply(services(service("far", "4.0.0", "\"runtime\": \"external\"", far("PT8S"))));
        await().atMost(PATIENCE).until(() -> !system.get("/api/v1/operations?revision=1").path("items").isEmpty());
        system.registry.instances.put("far-1",
                new polis.scheduler.stub.StubRegistry.Entry("far", "far-1", "4.0.0", "RUN", "UP", 1, false));

        assertThat(system.ended(revision).path("status").asString()).isEqualTo("SUCCEEDED");

        JsonNode missed = system.ended(
                system.versionset.apply(services(service("far", "5.0.0", "\"runtime\": \"external\"", far("PT1S")))));
        assertThat(missed.path("status").asString()).isEqualTo("ROLLED_BACK");
        assertThat(missed.path("reason").asString()).contains("far 5.0.0 version 5.0.0 did not register 1 instance(s)");
    }

    @Test
    void aWorkloadGetsNothingOfTheSchedulersEnvironment() throws Exception {
        system.start();
        system.ended(system.versionset
                .apply(services(service("front", "1.0.0", "\"environment\": {\"COLOUR\": \"blue\"}"))));
        int port = system.instances("front").getFirst().path("port").asInt();

        String names = java.net.http.HttpClient.newHttpClient().send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + port + "/env")).build(),
                java.net.http.HttpResponse.BodyHandlers.ofString()).body();

        assertThat(names.split("\n")).contains("COLOUR", "REGISTRY", "SERVER_PORT", "POLIS_INSTANCE_ID",
                "POLIS_VERSION", "EUREKA_INSTANCE_INSTANCE_ID", "EUREKA_INSTANCE_METADATA_MAP_VERSION", "PATH", "HOME",
                "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", "SERVER_ADDRESS");
        assertThat(Set.of(names.split("\n"))).doesNotContain("PWD", "POLIS_SECURITY_CLIENT_SECRET")
                .noneMatch(name -> name.startsWith("SPRING_DATASOURCE") || name.startsWith("JAVA_HOME"));
    }

    @Test
    void goesOnByItselfWhenTheDatabaseIsBack() throws Exception {
        system.close();
        system = new TestSystem(folder, TestDatabase.dedicated("scheduler"));
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
        JsonNode victim = system.instances("front").getFirst();

        system.database.stop();
        HttpResponse<String> answer = system.send("/api/v1/operations");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(system.send("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(system.send("/actuator/health/readiness").statusCode()).isEqualTo(503);
        ProcessHandle.of(victim.path("pid").asLong()).orElseThrow().destroyForcibly();
        system.database.start();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> healed("front", victim.path("id").asString()));
        assertThat(system.processes()).hasSize(1);
    }

    private static String far(String deadline) {
        return "\"health\": {\"path\": \"/\", \"interval\": \"PT1S\", \"timeout\": \"PT1S\", \"deadline\": \""
                + deadline + "\"}";
    }

    private boolean healed(String service, String without) {
        List<JsonNode> instances = system.instances(service);
        return instances.size() == 1 && instances.getFirst().path("state").asString().equals("RUN")
                && !instances.getFirst().path("id").asString().equals(without);
    }

    private JsonNode lastHeal() {
        return system.get("/api/v1/operations?limit=1").path("items").path(0);
    }

    private Set<Long> pids() {
        return system.instances().stream().map(instance -> instance.path("pid").asLong()).collect(Collectors.toSet());
    }

    private static List<String> steps(JsonNode operation, String field) {
        return operation.path("steps").valueStream().map(step -> step.path(field).asString()).toList();
    }
}
