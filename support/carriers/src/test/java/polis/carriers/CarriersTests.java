package polis.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each in a JVM of its own, which believes that it has two processors. */
class CarriersTests {

    @Test
    void aColdStartDoesNotStopWithThem() throws Exception {
        Process started = coldStart("with");
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isZero();
    }

    @Test
    void aColdStartStopsWithoutThem() throws Exception {
        Process started = coldStart("without");
        try {
            assertThat(started.inputReader().readLine()).isEqualTo("begun");
            assertThat(started.waitFor(2, TimeUnit.SECONDS)).as("the JDK needs no help any more").isFalse();
        } finally {
            started.destroyForcibly();
        }
    }

    @Test
    void whatTheOperatorGaveStays() throws Exception {
        Process started = coldStart("with", "-Djdk.virtualThreadScheduler.parallelism=3");
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.inputReader().readAllAsString()).contains("parallelism 3");
    }

    private static Process coldStart(String how, String... flags) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:ActiveProcessorCount=2");
        command.addAll(java.util.List.of(flags));
        command.addAll(java.util.List.of("-cp", System.getProperty("java.class.path"), ColdStart.class.getName(), how));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
