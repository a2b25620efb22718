package polis.architecture.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Sees that no package escapes null checking: NullAway looks at null-marked code only. */
public final class PackageInfos {

    private PackageInfos() {}

    /** Every package that has a class has a {@code package-info.java} with {@link NullMarked}. */
    public static ArchRule rule() {
        return classes().should(new ArchCondition<JavaClass>("reside in a package that is @NullMarked") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class)).orElse(false);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + ": give " + type.getPackageName()
                            + " a package-info.java with a sentence of purpose and @NullMarked"));
                }
            }
        });
    }
}
