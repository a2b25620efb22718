package polis.architecture.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Finds classes that need each other: neither can be read, tested or replaced alone. */
public final class Circles {

    private Circles() {}

    /** Top-level classes in each of {@code packages} form no cycle, nested ones counted as theirs. */
    public static ArchRule insideOf(List<String> packages) {
        return SlicesRuleDefinition.slices().assignedFrom(new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return packages.contains(type.getPackageName())
                        ? SliceIdentifier.of(topLevel(type))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "top-level classes of " + packages;
            }
        }).should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
