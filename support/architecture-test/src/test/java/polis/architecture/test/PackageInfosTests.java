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
        var city = new ClassFileImporter().importPackages("polis.architecture.test.city.files");
        assertThat(PackageInfos.rule().evaluate(city).getFailureReport().toString())
                .contains("give polis.architecture.test.city.files a package-info.java");
    }

    @Test
    void rejectsAPackageInfoWithoutTheMark() {
        var city = new ClassFileImporter().importPackages("polis.architecture.test.city.neighbour");
        assertThat(PackageInfos.rule().evaluate(city).hasViolation()).isTrue();
    }
}
