package polis.versionset.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polis.versionset.Peer;
import polis.versionset.VersionsetTest;

class WarningIntegrationTests extends VersionsetTest {

    private void assertUnverified() {
        Answer answer = apply(shop());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/warnings/0/code").asString()).isEqualTo("unverified");
        assertThat(answer.json().at("/warnings/0/detail").asString()).contains("scheduler did not answer");
    }

    @Test
    void aSchedulerThatIsAwayKeepsNobodyFromApplying() {
        scheduler.goAway();
        try {
            assertUnverified();
        } finally {
            scheduler.comeBack();
        }
    }

    @Test
    void aSchedulerThatIsBrokenKeepsNobodyFromApplying() {
        scheduler.behave(call -> new Peer.Answer(500, "{}"));
        assertUnverified();
    }

    @Test
    void aSchedulerThatTalksNonsenseKeepsNobodyFromApplying() {
        scheduler.behave(call -> new Peer.Answer(200, "{\"findings\": \"many\"}"));
        assertUnverified();
    }

    @Test
    void anUnknownDependencyIsAWarning() {
        Answer answer = apply(shop().replace("dependsOn: [catalog]", "dependsOn: [catalogue]"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/warnings/0/code").asString()).isEqualTo("unknown-dependency");
        assertThat(answer.json().at("/warnings/0/detail").asString()).contains("did you mean catalog?");
    }

    @Test
    void anArchitectureOfAnotherNameIsAWarning() {
        apply(shop());
        Answer answer = apply(shop().replace("name: shop", "name: bazaar"));
        assertThat(answer.json().at("/warnings/0/code").asString()).isEqualTo("other-architecture");
    }

    @Test
    void whatSomebodyElseRunsIsNotTheSchedulersBusiness() {
        Answer answer = apply("""
                apiVersion: polis/v1
                kind: Architecture
                metadata: {name: shop}
                runtime: external
                services:
                  cart: {version: 1.0.0}
                """);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("warnings")).isEmpty();
        assertThat(scheduler.calls()).isEmpty();
    }

    @Test
    void aDryRunPassesTheSameGates() {
        apply(shop());
        String other = shop().replace("name: shop", "name: bazaar").replace("dependsOn: [catalog]",
                "dependsOn: [catalogue]");
        scheduler.behave(call -> new Peer.Answer(500, "{}"));
        Answer dryRun = apply(other, deployer, "/api/v1/manifests?dryRun=true");
        assertThat(dryRun.json().path("warnings")).extracting(warning -> warning.path("code").asString())
                .containsExactly("unknown-dependency", "other-architecture", "unverified");
        scheduler.behave(call -> new Peer.Answer(200, """
                {"findings": [{"pointer": "/services/cart/artifact/jar", "detail": "There is no shpo.jar"}]}
                """));
        assertThat(apply(other, deployer, "/api/v1/manifests?dryRun=true").status()).isEqualTo(400);
        assertThat(get("/api/v1/revisions").json().path("items")).hasSize(1);
    }
}
