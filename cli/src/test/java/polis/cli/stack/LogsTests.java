package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTests {

    @TempDir
    private Path folder;

    @Test
    void theLastLinesAreFoundHoweverLongTheyAre() throws IOException {
        Path log = folder.resolve("long.log");
        String lines = IntStream.range(0, 500).mapToObj(i -> i + " ü" + "x".repeat(900))
                .collect(Collectors.joining("\n"));
        Files.writeString(log, lines + "\n");
        assertThat(LogTail.of(log, 3)).hasSize(3).first().asString().startsWith("497 ü");
        assertThat(LogTail.of(log, 1000)).hasSize(500);
        assertThat(LogTail.of(folder.resolve("none.log"), 3)).isEmpty();
    }

    @Test
    void theReasonOfAnEndIsTheInnermostCauseOrTheLastLines() throws IOException {
        Path log = folder.resolve("failed.log");
        Files.writeString(log,
                "starting\nException: outer\n\tat a\nCaused by: inner\nwith a second line\n\tat b\n\t... 3 more\n");
        assertThat(LogTail.reason(log, 20)).containsExactly("Caused by: inner", "with a second line");
        Files.writeString(log, "one\ntwo\nthree\n");
        assertThat(LogTail.reason(log, 2)).containsExactly("two", "three");
    }

    @Test
    void followingShowsCompleteLinesAndBeginsAgainInAShorterFile() throws IOException {
        Path log = folder.resolve("growing.log");
        Files.writeString(log, "one\ntw");
        Follow follow = new Follow(log, 0);
        assertThat(follow.next()).containsExactly("one");
        Files.writeString(log, "o\n", StandardOpenOption.APPEND);
        assertThat(follow.next()).containsExactly("two");
        assertThat(follow.next()).isEmpty();
        Files.writeString(log, "a\n");
        assertThat(follow.next()).containsExactly("a");
    }
}
