package polis.architecture.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import polis.pure.Pure;

/**
 * Guards the packages that are marked with {@link Pure}: what they compute depends on their arguments alone, so that it
 * can be tested by the million without a framework, a database or a clock.
 */
public final class Purity {

    private static final String[] REACHING_OUT = {"java.sql..", "java.net.http..", "java.nio.file..",
        "java.util.regex..", "java.util.logging.."};

    private static final Set<String> CLOCKS = Set.of("java.time.Instant.now", "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis", "java.lang.Math.random");

    private Purity() {}

    /** Returns the marked packages in {@code classes}, in alphabetical order. */
    public static List<String> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackage).distinct()
                .filter(each -> each.tryGetPackageInfo().map(info -> info.isAnnotatedWith(Pure.class)).orElse(false))
                .map(JavaPackage::getName).sorted().toList();
    }

    /**
     * Classes in {@code pure} depend on {@code java..}, JSpecify and each other only, and ask no clock. Each of the
     * packages holds a class.
     */
    public static ArchRule rule(List<String> pure) {
        String[] own = pure.toArray(String[]::new);
        String[] allowed = Stream.concat(Stream.of("java..", "org.jspecify..", "polis.pure"), pure.stream())
                .toArray(String[]::new);
        ArchRule imports = classes().that().resideInAnyPackage(own).should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).and(resideOutsideOfPackages(REACHING_OUT)))
                .as("classes in " + pure + " use java.., org.jspecify.. and each other only")
                .because("algorithms are plain functions of their arguments");
        ArchRule time = noClasses().that().resideInAnyPackage(own).should().callMethodWhere(asksAClock())
                .because("time is an argument");
        return CompositeArchRule.of(Stream.concat(Stream.of(imports, time).map(rule -> rule.allowEmptyShould(true)),
                pure.stream().map(Purity::holdsAClass)).toList());
    }

    private static DescribedPredicate<JavaCall<?>> asksAClock() {
        return DescribedPredicate.describe("a clock or chance answers", call -> {
            AccessTarget target = call.getTarget();
            return CLOCKS.contains(target.getOwner().getName() + "." + target.getName())
                    || target.getOwner().isAssignableTo(InstantSource.class);
        });
    }

    /** A package-info is no class: what is marked and empty would pass every rule. */
    private static ArchRule holdsAClass(String name) {
        return classes().that().resideInAPackage(name).and().doNotHaveSimpleName("package-info")
                .should(Conditions.exist()).as("the pure package " + name + " holds a class");
    }
}
