package polis.architecture.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that a module ships, as what the rules are checked on. */
public final class MainClasses {

    private MainClasses() {}

    /** All classes in {@code rootPackage} and below it, without tests and without other modules' jars. */
    public static JavaClasses in(String rootPackage) {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS).importPackages(rootPackage);
    }
}
