package polis.versionset;

import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(VersionsetApplication.class);
    }
}
