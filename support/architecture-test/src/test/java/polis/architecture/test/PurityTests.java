package polis.architecture.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurityTests {

    private static final String EXAMPLE = "polis.architecture.test.example.";

    private final JavaClasses example = new ClassFileImporter().importPackages(EXAMPLE);

    @Test
    void findsThePackagesThatAreMarked() {
        assertThat(Purity.packages(example)).map(name -> name.substring(EXAMPLE.length())).containsExactly("circle",
                "clock", "empty", "expression", "framework", "leaning", "pure");
    }

    @Test
    void acceptsFunctionsOfTheirArguments() {
        assertThat(verdictOn("pure").hasViolation()).isFalse();
    }

    @Test
    void acceptsAModuleWithoutAlgorithms() {
        assertThat(Purity.rule(List.of()).evaluate(example).hasViolation()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"framework, org.springframework.stereotype.Component", "expression, java.util.regex.Pattern",
        "clock, java.time.Instant.now", "leaning, Reader", "files, java.nio.file.Files"})
    void namesWhatIsNotPure(String name, String reason) {
        assertThat(verdictOn(name).getFailureReport().toString()).contains(reason);
    }

    @Test
    void failsOnAMarkThatGuardsNothing() {
        assertThatThrownBy(() -> verdictOn("empty")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("empty holds a class");
    }

    @Test
    void namesClassesThatNeedEachOther() {
        assertThat(Circles.insideOf(List.of(EXAMPLE + "circle")).evaluate(example).getFailureReport().toString())
                .contains("Chicken", "Egg");
        assertThat(Circles.insideOf(List.of(EXAMPLE + "pure")).evaluate(example).hasViolation()).isFalse();
    }

    private EvaluationResult verdictOn(String name) {
        return Purity.rule(List.of(EXAMPLE + name)).evaluate(example);
    }
}
