package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/results} on the reports of a build that was made up. */
class CiResultsTests {

    @TempDir
    private Path build;

    @BeforeEach
    void reports() throws IOException {
        assumeTrue(Command.of("sh", "-c", "command -v python3").run().exitCode() == 0, "python3 is not installed");
        Path reports = Files.createDirectories(this.build.resolve("service/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-a.StormTests.xml"), """
                <testsuite>
                  <testcase classname="a.StormTests" name="holds"/>
                  <testcase classname="a.StormTests" name="holdsTheSecondTime"><flakyFailure message="once"/></testcase>
                  <testcase classname="a.StormTests" name="wantsDocker"><skipped message="no engine"/></testcase>
                </testsuite>
                """);
        Files.writeString(reports.resolve("a.StormTests-output.txt"), "-Dstorm.seed=42\nmore of it\n");
    }

    private Command.Result results(String options) {
        return Command.of("sh", "-c", "cd '" + this.build + "' && '" + Repository.ROOT + "/.ci/results' " + options)
                .run();
    }

    @Test
    void flakyAndSkippedTestsAreNamedAndSeedsPrinted() {
        Command.Result result = results("--least 2 --flaky 1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("flaky:   a.StormTests.holdsTheSecondTime",
                "skipped: a.StormTests.wantsDocker - no engine", "seed:    a.StormTests -Dstorm.seed=42")
                .endsWith("2 passed, 0 failed, 1 skipped\n");
    }

    @Test
    void fewerTestsThanThereAreFail() {
        Command.Result result = results("--least 3");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("Too few tests: 2 were executed, and at least 3 must be.");
    }

    @Test
    void moreFlakyTestsThanArePutUpWithFail() {
        Command.Result result = results("--flaky 0");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("Too many flaky tests: 1");
    }
}
