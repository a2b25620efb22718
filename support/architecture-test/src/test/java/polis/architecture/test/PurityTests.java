package polis.architecture.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class PurityTests {

    private static final String CITY = "polis.architecture.test.city";

    private final JavaClasses city = new ClassFileImporter().importPackages(CITY);

    @Test
    void acceptsFunctionsOfTheirArguments() {
        assertThat(Purity.rule(CITY + ".pure").evaluate(city).hasViolation()).isFalse();
    }

    @Test
    void namesTheClassThatReachesForAFramework() {
        assertThat(Purity.rule(CITY + ".framework").evaluate(city).getFailureReport().toString()).contains("Annotated",
                "org.springframework.stereotype.Component");
    }

    @Test
    void rejectsTheNeighbourThatIsNotPure() {
        assertThat(Purity.rule(CITY + ".neighbour").evaluate(city).hasViolation()).isTrue();
        assertThat(Purity.rule(CITY + ".neighbour", CITY + ".pure").evaluate(city).hasViolation()).isFalse();
    }

    @Test
    void rejectsFilesAndDatabases() {
        assertThat(Purity.rule(CITY + ".files").evaluate(city).hasViolation()).isTrue();
    }

    @Test
    void failsOnAPackageThatDoesNotExist() {
        assertThatThrownBy(() -> Purity.rule(CITY + ".purr").check(city)).isInstanceOf(AssertionError.class);
    }
}
