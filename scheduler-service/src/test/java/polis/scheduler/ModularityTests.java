package polis.scheduler;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresFormNoCycleAndKeepToEachOthersFaces() {
        ApplicationModules.of(SchedulerApplication.class).verify();
    }
}
