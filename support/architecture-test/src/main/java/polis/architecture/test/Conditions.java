package polis.architecture.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;

final class Conditions {

    private Conditions() {}

    /** Holds for every class; a rule of it fails where there is none, as ArchUnit has it for empty rules. */
    static ArchCondition<JavaClass> exist() {
        return new ArchCondition<>("exist") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {}
        };
    }
}
