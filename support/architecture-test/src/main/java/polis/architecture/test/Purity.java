package polis.architecture.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * Guards the packages that hold algorithms: what they compute depends on their arguments alone, so that it can be
 * tested by the million without a framework, a database or a clock.
 *
 * <pre>{@code
 * Purity.rule("polis.scheduler.placement", "polis.scheduler.reconcile").check(MainClasses.in("polis.scheduler"));
 * }</pre>
 */
public final class Purity {

    private Purity() {}

    /**
     * Classes in {@code packages} and below depend on {@code java..}, JSpecify and each other only. Of {@code java..},
     * what reaches out of the process is impure too: {@code java.sql}, {@code java.net.http} and {@code java.nio.file}.
     * A package without a class fails the rule, since its name is then misspelt.
     */
    public static ArchRule rule(String... packages) {
        String[] own = Stream.of(packages).map(name -> name + "..").toArray(String[]::new);
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify.."), Stream.of(own)).toArray(String[]::new);
        return classes().that().resideInAnyPackage(own).should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed)
                        .and(JavaClass.Predicates.resideOutsideOfPackages("java.sql..", "java.net.http..",
                                "java.nio.file..")))
                .as("classes in " + String.join(", ", own) + " are pure: java.., org.jspecify.. and each other only")
                .because("algorithms are plain functions of their arguments");
    }
}
