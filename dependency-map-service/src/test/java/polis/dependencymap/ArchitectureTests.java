package polis.dependencymap;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import polis.architecture.test.MainClasses;
import polis.architecture.test.PackageInfos;
import polis.architecture.test.Purity;
import polis.architecture.test.Starts;

class ArchitectureTests {

    private final JavaClasses classes = MainClasses.in("polis.dependencymap");

    @Test
    void aColdStartHasCarriers() {
        Starts.rule().check(classes);
    }

    @Test
    void everyPackageIsNullMarked() {
        PackageInfos.rule().check(classes);
    }

    @Test
    void algorithmsArePure() {
        Purity.rule("polis.dependencymap.link", "polis.dependencymap.graph", "polis.dependencymap.layout",
                "polis.dependencymap.cycle", "polis.dependencymap.change", "polis.dependencymap.export").check(classes);
    }
}
