package polis.registry;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresFormNoCycleAndKeepToEachOthersFaces() {
        ApplicationModules.of(RegistryApplication.class).verify();
    }
}
