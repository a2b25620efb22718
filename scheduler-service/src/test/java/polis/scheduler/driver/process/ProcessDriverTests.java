package polis.scheduler.driver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import polis.scheduler.cluster.Driver.Launch;
import polis.scheduler.cluster.RunningProcess;

class ProcessDriverTests {

    @TempDir
    Path folder;

    private ProcessDriver driver;
    private long pid;
    private int programs;

    /** Stands for java: it ends as its last argument says. */
    private ProcessDriver driver(String script) throws IOException {
        Path program = folder.resolve("java" + programs++);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        program.toFile().setExecutable(true);
        driver = new ProcessDriver(new ProcessSettings(folder, program, DataSize.ofBytes(100)),
                new IsolationSettings(IsolationSettings.Mode.OFF, new IsolationSettings.UidRange(2000, 2999), folder));
        return driver;
    }

    @AfterEach
    void end() {
        if (pid > 0) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        driver.close();
    }

    private RunningProcess start(String instance) throws IOException {
        RunningProcess running = driver.start(
                new Launch(instance, "shop", "/some.jar", List.of("--a=b c"), Map.of("COLOUR", "blue"), 64 << 20));
        pid = running.pid();
        return running;
    }

    @Test
    void startsOnceHoweverOftenItIsAsked() throws IOException {
        driver("sleep 60");
        RunningProcess first = start("a-1");
        assertThat(start("a-1")).isEqualTo(first);
        assertThat(driver.alive("a-1")).isTrue();
        assertThat(folder.resolve("instances/a-1.pid")).hasContent(first.pid() + " " + first.startedMillis());
    }

    @Test
    void anotherSchedulerFindsTheProcessByWhatWasWrittenDownOrByItsEnvironment() throws IOException {
        driver("sleep 60");
        RunningProcess written = start("a-2");
        driver.close();

        ProcessDriver second = driver("exit 1");
        assertThat(second.alive("a-2")).isFalse();
        second.adopt(Map.of("a-2", Optional.of(written)));
        assertThat(second.alive("a-2")).isTrue();

        ProcessDriver third = driver("exit 1");
        third.adopt(Map.of("a-2", Optional.empty()));
        assertThat(third.alive("a-2")).isTrue();
        assertThat(start("a-2")).isEqualTo(written);
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws IOException {
        driver("sleep 60");
        RunningProcess written = start("a-3");
        ProcessDriver second = driver("exit 1");
        RunningProcess later = new RunningProcess(written.pid(), written.startedMillis(), written.startedTicks() + 1);
        RunningProcess muchLater = new RunningProcess(written.pid(), written.startedMillis() + 60_000, 0);
        second.adopt(Map.of("b-3", Optional.of(written), "a-3", Optional.of(later)));
        second.adopt(Map.of("a-3", Optional.of(muchLater)));
        assertThat(second.alive("b-3")).isFalse();
        assertThat(second.alive("a-3")).isFalse();
        second.end("b-3", true);
        second.end("a-3", true);
        assertThat(ProcessHandle.of(written.pid()).orElseThrow().isAlive()).isTrue();
    }

    @Test
    void aClockThatIsSetDoesNotMakeAProcessAStranger() throws IOException {
        driver("sleep 60");
        RunningProcess written = start("a-10");
        ProcessDriver second = driver("exit 1");
        second.adopt(Map.of("a-10", Optional
                .of(new RunningProcess(written.pid(), written.startedMillis() + 3_600_000, written.startedTicks()))));
        assertThat(second.alive("a-10")).isTrue();
    }

    @Test
    void saysSoonThatAProcessHasEndedAndHow() throws IOException {
        driver("echo the end is near; exit 7");
        AtomicInteger calls = new AtomicInteger();
        driver.onExit(calls::incrementAndGet);
        start("a-4");
        await().atMost(Duration.ofSeconds(5)).until(() -> !driver.alive("a-4"));
        assertThat(driver.exitStatus("a-4")).hasValue(7);
        assertThat(driver.logTail("a-4")).isEqualTo("the end is near\n");
        driver.forget("a-4");
        assertThat(folder.resolve("instances/a-4.pid")).doesNotExist();
    }

    @Test
    void callsBackWhenOneIsKilled() throws IOException {
        driver("exec sleep 60");
        AtomicInteger calls = new AtomicInteger();
        driver.onExit(calls::incrementAndGet);
        start("a-5");
        await().pollDelay(Duration.ofMillis(300)).until(() -> driver.alive("a-5"));
        driver.end("a-5", true);
        await().atMost(Duration.ofMillis(1000)).until(() -> calls.get() == 1);
        assertThat(driver.exitStatus("a-5")).hasValue(137);
    }

    @Test
    void leadsASessionOfItsOwnAndInheritsNothing() throws IOException {
        driver("env > " + folder.resolve("env") + "; echo $* > " + folder.resolve("arguments") + "; exec sleep 60");
        start("a-6");
        await().until(() -> Files.exists(folder.resolve("arguments")) && Files.size(folder.resolve("arguments")) > 0);
        assertThat(Files.readAllLines(folder.resolve("env"))).contains("COLOUR=blue", "POLIS_INSTANCE_ID=a-6")
                .noneMatch(line -> line.startsWith("TESTCONTAINERS") || line.startsWith("USER="));
        assertThat(folder.resolve("arguments")).content()
                .isEqualTo("-Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir="
                        + folder + "/instances/a-6/tmp -Dpolis.instance=a-6 -jar /some.jar --a=b c\n");
        assertThat(Files.getPosixFilePermissions(folder.resolve("instances")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("instances/a-6.log")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]).isEqualTo(String.valueOf(pid));
    }

    @Test
    void cutsALogThatGrowsTooLargeAndKeepsOneFormer() throws IOException {
        InstanceFiles files = new InstanceFiles(folder, 100);
        Files.writeString(files.log("a-7"), "x".repeat(200));
        files.rotate("a-7");
        assertThat(files.log("a-7")).isEmptyFile();
        assertThat(folder.resolve("instances/a-7.log.1")).hasSize(200);
        driver("exit 1");
    }

    @Test
    void removesTheFolderOfAnInstanceThatEndedLongAgo() throws IOException {
        driver("sleep 60");
        start("a-11");
        Files.createDirectories(folder.resolve("instances/a-12/tmp/deep"));
        Files.createSymbolicLink(folder.resolve("instances/a-12/tmp/out"), folder.resolve("java0"));
        Files.writeString(folder.resolve("instances/a-12.log"), "the end");
        driver.tidy(Duration.ofDays(1));
        assertThat(folder.resolve("instances/a-12")).exists();
        driver.tidy(Duration.ofSeconds(-1));
        assertThat(folder.resolve("instances/a-12")).doesNotExist();
        assertThat(folder.resolve("instances/a-12.log")).doesNotExist();
        assertThat(folder.resolve("java0")).exists();
        assertThat(folder.resolve("instances/a-11/tmp")).exists();
    }

    @Test
    void startsNothingWithoutIsolationWhereThatIsRequired() {
        SharedWorkplaces workplaces = new SharedWorkplaces(folder, "the scheduler does not run as root", true);
        assertThatThrownBy(
                () -> workplaces.prepare(new Launch("a-13", "shop", "/some.jar", List.of(), Map.of(), 64 << 20)))
                .hasMessageContaining("does not run as root");
        assertThat(workplaces.isolation().perArchitecture()).isFalse();
        driver = new ProcessDriver(new ProcessSettings(folder, null, DataSize.ofBytes(100)),
                new IsolationSettings(IsolationSettings.Mode.OFF, new IsolationSettings.UidRange(2000, 2999), folder));
        assertThat(driver.isolation().detail()).contains("who may deploy reads its secrets", "isolation is off");
    }

    @Test
    void readsTheEndOfALogFromAWholeLineOn() throws IOException {
        InstanceFiles files = new InstanceFiles(folder, 100);
        Files.writeString(files.log("a-8"), "first\nsecond\n");
        assertThat(files.logTail("a-8")).isEqualTo("first\nsecond\n");
        Files.writeString(files.log("a-8"), "password=hunter2".repeat(2000) + "\nlast\n");
        assertThat(files.logTail("a-8")).isEqualTo("last\n");
        Files.writeString(files.log("a-8"), "x".repeat(20000) + " end");
        assertThat(files.logTail("a-8")).isEqualTo(" end");
        Files.writeString(files.log("a-8"), "x".repeat(20000));
        assertThat(files.logTail("a-8")).isEmpty();
        assertThat(files.logTail("a-9")).isNull();
        driver("exit 1");
    }
}
