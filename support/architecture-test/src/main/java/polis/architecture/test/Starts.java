package polis.architecture.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;

/** Sees that no cold start can stop for want of a thread that carries virtual ones. */
public final class Starts {

    private Starts() {}

    /** Whatever starts a service gives its virtual threads carriers first. */
    public static ArchRule rule() {
        return classes().that().areAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                .should().callMethod("polis.carriers.Carriers", "provide");
    }
}
