package polis.versionset;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresFormNoCycleAndKeepToEachOthersFaces() {
        ApplicationModules.of(VersionsetApplication.class).verify();
    }
}
