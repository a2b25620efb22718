package polis.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTests {

    @TempDir
    private Path folder;

    private Process start(Map<String, String> environment, String... command) {
        return Spawn.start(List.of(command), environment, folder, folder.resolve("log"));
    }

    @Test
    void aProcessIsKnownByItsIdAndStart() {
        Process process = start(Map.of(), "sleep", "60");
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
        assertThat(identity.isAlive()).isTrue();
        assertThat(new ProcessIdentity(identity.pid(), identity.started().minusSeconds(60)).isAlive()).isFalse();
        process.destroyForcibly();
        await().until(() -> !identity.isAlive());
    }

    @Test
    void theSchedulersNoteIsReadAndNothingElse() {
        assertThat(ProcessIdentity.parse("4711 1795179501150\n"))
                .contains(new ProcessIdentity(4711, Instant.ofEpochMilli(1795179501150L)));
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("4711")).isEmpty();
        assertThat(ProcessIdentity.parse("-1 1")).isEmpty();
        assertThat(ProcessIdentity.parse("99999999999999999999 1")).isEmpty();
    }

    @Test
    void whoDoesNotListenToSigtermIsKilledAfterTheGracePeriod() throws IOException {
        Process deaf = start(Map.of(), "sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done");
        await().until(() -> Files.readString(folder.resolve("log")).contains("ready"));
        Process polite = start(Map.of(), "sleep", "60");
        ProcessIdentity stubborn = ProcessIdentity.of(deaf.toHandle());

        List<ProcessIdentity> killed = Termination.terminate(List.of(stubborn, ProcessIdentity.of(polite.toHandle())),
                Duration.ofMillis(400));

        assertThat(killed).containsExactly(stubborn);
        await().until(() -> !deaf.isAlive() && !polite.isAlive());
    }

    @Test
    void processesAreFoundByTheMarkThatTheirChildrenInherit() {
        String mark = folder.toString();
        Process parent = start(Map.of("POLIS_TEST_MARK", mark), "sh", "-c", "sleep 60 & wait");
        await().until(() -> Marked.by("POLIS_TEST_MARK", mark).size() == 2);
        assertThat(Marked.by("POLIS_TEST_MARK", mark + "x")).isEmpty();
        Termination.terminate(Marked.by("POLIS_TEST_MARK", mark), Duration.ofSeconds(1));
        await().until(() -> !parent.isAlive());
        assertThat(Marked.by("POLIS_TEST_MARK", mark)).isEmpty();
    }

    @Test
    void aChildIsNotInThisTerminalsProcessGroup() throws IOException {
        Process child = start(Map.of(), "sh", "-c", "ps -o sid= -p $$ > sid; sleep 60");
        await().until(() -> Files.exists(folder.resolve("sid")) && !Files.readString(folder.resolve("sid")).isBlank());
        assertThat(Long.parseLong(Files.readString(folder.resolve("sid")).strip())).isEqualTo(child.pid());
        child.destroyForcibly();
    }

    @Test
    void aChildDoesNotInheritWhatWouldChangeItsJvm() throws IOException {
        Process child = start(Map.of("OWN", "1"), "sh", "-c", "env > env");
        await().until(() -> !child.isAlive());
        assertThat(Files.readAllLines(folder.resolve("env"))).contains("OWN=1")
                .noneMatch(line -> line.startsWith("JAVA_") || line.startsWith("SPRING_"));
    }

    @Test
    void memoryOfThisProcessIsKnownAndThatOfNoneIsZero() {
        assertThat(Memory.resident(ProcessHandle.current().pid())).isGreaterThan(1 << 20);
        assertThat(Memory.resident(999_999_999)).isZero();
    }
}
