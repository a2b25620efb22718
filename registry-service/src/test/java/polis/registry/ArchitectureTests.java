package polis.registry;

import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(RegistryApplication.class);
    }
}
