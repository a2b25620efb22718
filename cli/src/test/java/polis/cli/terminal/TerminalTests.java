package polis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Terminal terminal(boolean interactive, boolean colours) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, interactive, colours);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPipeGetsNoColoursAndNoMovingLines() {
        Terminal terminal = terminal(false, false);
        terminal.live(List.of("moving"));
        terminal.done("done");
        assertThat(said()).isEqualTo("✓ done" + System.lineSeparator());
    }

    @Test
    void movingLinesAreWipedBeforeTheNextLine() {
        Terminal terminal = terminal(true, false);
        terminal.live(List.of("a", "b"));
        terminal.line("c");
        assertThat(said()).endsWith("\033[2A\033[Jc" + System.lineSeparator());
    }

    @Test
    void tablesAreAlignedAndNumbersReadable() {
        new Table("NAME", "PORT").row("registry", "8761").row("map", "8083").print(terminal(false, false));
        assertThat(said().lines()).containsExactly("NAME      PORT", "registry  8761", "map       8083");
        assertThat(Words.duration(Duration.ofMillis(340))).isEqualTo("340 ms");
        assertThat(Words.duration(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(Words.duration(Duration.ofSeconds(192))).isEqualTo("3 min 12 s");
        assertThat(Words.bytes(0)).isEqualTo("-");
        assertThat(Words.bytes(212L << 20)).isEqualTo("212 MiB");
        assertThat(Words.bytes(1288L << 20)).isEqualTo("1.3 GiB");
    }
}
