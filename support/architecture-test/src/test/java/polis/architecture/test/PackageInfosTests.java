package polis.architecture.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class PackageInfosTests {

    @Test
    void acceptsItsOwnModule() {
        PackageInfos.rule().check(MainClasses.in("polis.architecture"));
    }

    @Test
    void namesThePackageWithoutPackageInfo() {
        var example = new ClassFileImporter().importPackages("polis.architecture.test.example.bare");
        assertThat(PackageInfos.rule().evaluate(example).getFailureReport().toString())
                .contains("give polis.architecture.test.example.bare a package-info.java");
    }

    @Test
    void rejectsAPackageInfoWithoutTheMark() {
        var example = new ClassFileImporter().importPackages("polis.architecture.test.example.neighbour");
        assertThat(PackageInfos.rule().evaluate(example).hasViolation()).isTrue();
    }
}
