package polis.architecture.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every module keeps, for its {@code ArchitectureTests} to inherit: the rules apply to the classes that it ships
 * in its own package and below. They are imported once for all tests of a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureRules {

    private final JavaClasses classes = MainClasses.in(getClass().getPackageName());

    protected final JavaClasses classes() {
        return classes;
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        PackageInfos.rule().check(classes);
    }

    @Test
    void purePackagesArePure() {
        Purity.rule(Purity.packages(classes)).check(classes);
    }

    @Test
    void purePackagesHaveNoCirclesInside() {
        Circles.insideOf(Purity.packages(classes)).check(classes);
    }
}
