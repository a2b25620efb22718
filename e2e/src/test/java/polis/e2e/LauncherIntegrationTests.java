package polis.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the launcher promises about starting and, above all, about leaving nothing behind. */
class LauncherIntegrationTests {

    private static final int OFFSET = 11_000;

    @Test
    void aBusyPortIsNamedWithItsHolderBeforeAnythingStarts() throws IOException {
        try (ServerSocket holder = new ServerSocket(8083 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
            Command.Result result = City.launch("up", "--data", "e2e/target/busy-city", "--port-offset",
                    Integer.toString(OFFSET)).run();

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).contains(Integer.toString(holder.getLocalPort()))
                    .contains(Long.toString(ProcessHandle.current().pid()));
            assertThat(Files.exists(Repository.ROOT.resolve("e2e/target/busy-city/run/city.json"))).isFalse();
        }
    }

    @Test
    @Tag("storm")
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
