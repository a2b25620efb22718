package polis.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;

class CredentialsIntegrationTests extends RegistryScenario {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aPasswordIsToldOnceAndKeptNowhere() {
        String service = name("told");
        Answer made = make(service);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.text("username")).startsWith(service + ".");
        assertThat(made.text("password")).matches("[A-Za-z0-9_-]{32}");
        Answer listed = viewer.get("/api/v1/services/" + service + "/credentials").is(200);
        assertThat(listed.json().path("items")).hasSize(1);
        assertThat(listed.json().path("items").path(0).path("createdBy").asString()).isEqualTo("deployer");
        assertThat(listed.response().body()).contains(made.text("username")).doesNotContain(made.text("password"));
        byte[] kept = jdbc.sql("select salt || hash from eureka_credential where service = :service")
                .param("service", service).query(byte[].class).single();
        assertThat(kept).hasSize(48);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(made.text("password"));
    }

    @Test
    void aCredentialRegistersRenewsAndEndsItsOwnServiceAndNoOther() {
        String own = name("own");
        String other = name("other");
        eureka.register(other, other + "-1", "UP").is(204);
        Api credential = credential(own);
        eureka.use(own, credential);
        eureka.register(own, own + "-1", "UP").is(204);
        eureka.renew(own, own + "-1").is(200);
        eureka.status(own, own + "-1", "OUT_OF_SERVICE").is(200);
        eureka.removeStatus(own, own + "-1").is(200);
        assertThat(eureka.statusOf(own, own + "-1")).isEqualTo("UP");
        eureka.cancel(own, own + "-1").is(200);

        eureka.use(other, credential);
        assertThat(eureka.register(other, other + "-2", "UP").is(403).response().body())
                .isEqualTo("This credential is for the service " + own + " and cannot change "
                        + other.toUpperCase(Locale.ROOT) + ".");
        eureka.renew(other, other + "-1").is(403);
        eureka.cancel(other, other + "-1").is(403);
        eureka.status(other, other + "-1", "DOWN").is(403);
        eureka.removeStatus(other, other + "-1").is(403);
        credential.put("/eureka/apps/" + other + "/" + other + "-1/metadata?version=9", "").is(403);
        // Reading is everybody's.
        assertThat(eureka.statusOf(other, other + "-1")).isEqualTo("UP");
        credential.get("/eureka/apps").is(200);
        credential.get("/eureka/apps/delta").is(200);
    }

    @Test
    void aVipIsANameToo() {
        String own = name("vip");
        String other = name("taken");
        eureka.register(other, other + "-1", "UP").is(204);
        eureka.use(own, credential(own));
        assertThat(registerAs(own, other).is(403).response().body()).contains(other);
        registerAs(own, own + "," + other.toUpperCase(Locale.ROOT) + ":80").is(403);
        registerAs(own, own).is(204);
        String reserved = name("reserved");
        credential(reserved);
        String trial = name("trial");
        registerAs(trial, reserved).is(403);
        registerAs(trial, trial).is(204);
    }

    @Test
    void theSharedPasswordRegistersNoNameThatIsReserved() {
        String service = name("grown");
        eureka.register(service, service + "-1", "UP").is(204);
        credential(service);
        assertThat(eureka.register(service, service + "-2", "UP").is(403).response().body())
                .contains("POST /api/v1/services/" + service + "/credentials");
        eureka.cancel(service, service + "-1").is(403);
        eureka.status(service, service + "-1", "DOWN").is(403);
        // What lives lives on, until it has its credential.
        eureka.renew(service, service + "-1").is(200);
        String spelled = service.replace('-', '_');
        eureka.register(spelled, "x", "UP").is(403);

        String announced = name("announced");
        announceOnly(announced, announced + "-1").is(201);
        eureka.register(announced, announced + "-1", "UP").is(403);
    }

    @Test
    void oneTakesAnothersPlaceAndWhatIsRevokedIsNothing() {
        String service = name("rotated");
        Answer first = make(service);
        Answer second = make(service);
        eureka.use(service, by(first));
        eureka.register(service, service + "-1", "UP").is(204);
        eureka.use(service, by(second));
        eureka.renew(service, service + "-1").is(200);
        String path = "/api/v1/services/" + service + "/credentials/";
        viewer.delete(path + first.text("username")).is(403);
        deployer.delete(path + first.text("username")).is(204);
        deployer.delete(path + first.text("username")).isProblem(404, "not-found");
        eureka.renew(service, service + "-1").is(200);
        eureka.use(service, by(first));
        eureka.renew(service, service + "-1").is(401);
        by(first).get("/eureka/apps").is(401);
        anonymous.basic(second.text("username"), first.text("password")).get("/eureka/apps").is(401);
    }

    @Test
    void aServiceHasAFewAndOnlyADeployerMakesThem() {
        String service = name("few");
        for (int i = 0; i < 4; i++) {
            make(service);
        }
        deployer.post("/api/v1/services/" + service + "/credentials", "").isProblem(409, "too-many-credentials");
        viewer.post("/api/v1/services/" + service + "/credentials", "").is(403);
        anonymous.post("/api/v1/services/" + service + "/credentials", "").is(401);
        deployer.post("/api/v1/services/Not_A_Label/credentials", "").is(400);
    }

    @Test
    void nobodySpeaksAsANodeWithACredentialOrTheSharedPassword() {
        String service = name("node");
        Api credential = credential(service);
        Api shared = anonymous.basic("eureka", "eureka-secret");
        for (Api caller : new Api[] {credential, shared}) {
            caller.post("/eureka/peerreplication/batch/", "{\"replicationList\":[]}").is(403);
            caller.with("x-netflix-discovery-replication", "true").put("/eureka/apps/" + service + "/x", "").is(403);
            caller.with("x-netflix-discovery-replication", "true").delete("/eureka/apps/" + service + "/x").is(403);
        }
    }

    private Answer make(String service) {
        return deployer.post("/api/v1/services/" + service + "/credentials", "").is(201);
    }

    private Api by(Answer made) {
        return anonymous.basic(made.text("username"), made.text("password"));
    }

    private Answer registerAs(String service, String vip) {
        return eureka.registerRaw(service,
                """
                        {"instance":{"instanceId":"%s-9","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                         "port":{"$":20001,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"}}}
                        """
                        .formatted(service, service.toUpperCase(Locale.ROOT), vip));
    }
}
