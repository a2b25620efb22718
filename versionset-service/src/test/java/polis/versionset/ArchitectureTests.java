package polis.versionset;

import org.junit.jupiter.api.Test;
import polis.architecture.test.MainClasses;
import polis.architecture.test.PackageInfos;
import polis.architecture.test.Purity;
import polis.architecture.test.Starts;

class ArchitectureTests {

    @Test
    void aColdStartHasCarriers() {
        Starts.rule().check(MainClasses.in("polis.versionset"));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        PackageInfos.rule().check(MainClasses.in("polis.versionset"));
    }

    @Test
    void resolutionIsAPureFunction() {
        Purity.rule("polis.versionset.resolution").check(MainClasses.in("polis.versionset"));
    }
}
