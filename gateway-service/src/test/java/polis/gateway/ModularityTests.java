package polis.gateway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresFormNoCycleAndKeepToEachOthersFaces() {
        ApplicationModules.of(GatewayApplication.class).verify();
    }
}
