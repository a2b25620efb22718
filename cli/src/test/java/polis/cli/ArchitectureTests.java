package polis.cli;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import polis.architecture.test.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

    @Test
    void featuresFormNoCycle() {
        SlicesRuleDefinition.slices().matching("polis.cli.(*)..").should().beFreeOfCycles().check(classes());
    }
}
