package polis.registry;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import polis.architecture.test.MainClasses;
import polis.architecture.test.PackageInfos;
import polis.architecture.test.Purity;
import polis.architecture.test.Starts;

class ArchitectureTests {

    private static final JavaClasses CLASSES = MainClasses.in("polis.registry");

    @Test
    void aColdStartHasCarriers() {
        Starts.rule().check(CLASSES);
    }

    @Test
    void theLifecycleTheRulesAndTheJudgementArePure() {
        Purity.rule("polis.registry.lifecycle", "polis.registry.rule", "polis.registry.suspicion").check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        PackageInfos.rule().check(CLASSES);
    }
}
