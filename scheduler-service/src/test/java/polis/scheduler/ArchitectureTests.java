package polis.scheduler;

import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(SchedulerApplication.class);
    }
}
