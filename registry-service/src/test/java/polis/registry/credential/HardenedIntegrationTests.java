package polis.registry.credential;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import polis.registry.RegistryScenario;

/** As the hardened example has it, with everything that can be switched off. */
@TestPropertySource(properties = {"polis.eureka.shared=false", "polis.registry.eureka.announced-only=true"})
class HardenedIntegrationTests extends RegistryScenario {

    @Test
    void onlyWhatWasAnnouncedRegistersAndOnlyWithItsOwnCredential() {
        String service = name("hard");
        eureka.register(service, service + "-1", "UP").is(401);
        anonymous.basic("eureka", "eureka-secret").get("/eureka/apps").is(401);
        eureka.use(service, credential(service));
        eureka.register(service, service + "-1", "UP").is(403);
        announce(service, service + "-1").is(201);
        eureka.register(service, service + "-1", "UP").is(204);
        eureka.register(service, service + "-2", "UP").is(403);
        move(service, service + "-1", "GONE").is(200);
        eureka.register(service, service + "-1", "UP").is(403);
    }
}
