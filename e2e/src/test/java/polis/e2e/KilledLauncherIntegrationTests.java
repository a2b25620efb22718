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

/** What the launcher promises about a stack that is up and, above all, about leaving nothing behind. */
@Tag("storm")
@Isolated("a stack of its own beside another one is too much for small machines")
class KilledLauncherIntegrationTests {

    private static final int OFFSET = 11_000;

    @Test
    void aSecondUpReportsThatItIsUpAndDownLeavesNoOrphanAlsoAfterTheLauncherWasKilled() throws IOException {
        try (Stack stack = Stack.up("launcher", OFFSET, "--no-aot")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stack.data())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(stack.data().resolve("secrets.properties"))))
                    .isEqualTo("rw-------");

            Command.Result second = stack.polis("up", "--port-offset", Integer.toString(OFFSET)).run();
            assertThat(second.exitCode()).isZero();
            assertThat(second.output()).containsIgnoringCase("is up");

            assertThat(stack.processes()).hasSizeGreaterThanOrEqualTo(5);
            ProcessHandle.of(stack.launcherPid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(stack.launcherPid()).isEmpty());

            stack.down();

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stack.processes()).isEmpty());
            assertThat(stack.polis("status").run().exitCode()).isEqualTo(3);
        }
    }

}
