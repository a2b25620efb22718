package polis.dependencymap;

import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(DependencyMapApplication.class);
    }
}
