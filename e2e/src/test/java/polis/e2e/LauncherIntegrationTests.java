package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the launcher promises about starting. */
class LauncherIntegrationTests {

    private static final int OFFSET = 11_000;

    @Test
    void aBusyPortIsNamedWithItsHolderBeforeAnythingStarts() throws IOException {
        try (ServerSocket holder = new ServerSocket(8083 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
            Command.Result result = Stack
                    .launch("up", "--data", "e2e/target/busy-stack", "--port-offset", Integer.toString(OFFSET)).run();

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).contains(Integer.toString(holder.getLocalPort()))
                    .contains(Long.toString(ProcessHandle.current().pid()));
            assertThat(Files.exists(Repository.ROOT.resolve("e2e/target/busy-stack/run/stack.json"))).isFalse();
        }
    }

}
