package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the launcher promises about a city that is up and, above all, about leaving nothing behind. */
@Tag("storm")
@Isolated("a city of its own beside another one is too much for small machines")
class KilledLauncherIntegrationTests {

    private static final int OFFSET = 11_000;

    @Test
    void aSecondUpSaysThatItIsUpAndDownLeavesNoOrphanAlsoAfterTheLauncherWasKilled() throws IOException {
        try (City city = City.up("launcher", OFFSET, "--no-aot")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(city.data())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(city.data().resolve("secrets.properties"))))
                    .isEqualTo("rw-------");

            Command.Result second = city.polis("up", "--port-offset", Integer.toString(OFFSET)).run();
            assertThat(second.exitCode()).isZero();
            assertThat(second.output()).containsIgnoringCase("is up");

            assertThat(city.processes()).hasSizeGreaterThanOrEqualTo(5);
            ProcessHandle.of(city.launcherPid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(city.launcherPid()).isEmpty());

            city.down();

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(city.processes()).isEmpty());
            assertThat(city.polis("status").run().exitCode()).isEqualTo(3);
        }
    }

}
