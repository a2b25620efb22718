package polis.cli;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import polis.architecture.test.MainClasses;
import polis.architecture.test.PackageInfos;

class ArchitectureTests {

    @Test
    void everyPackageSaysWhatItIsFor() {
        PackageInfos.rule().check(MainClasses.in("polis.cli"));
    }

    @Test
    void featuresFormNoCycle() {
        SlicesRuleDefinition.slices().matching("polis.cli.(*)..").should().beFreeOfCycles()
                .check(MainClasses.in("polis.cli"));
    }
}
