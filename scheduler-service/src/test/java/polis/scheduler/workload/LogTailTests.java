package polis.scheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTailTests {

    @Test
    void quotesTheLastLinesThatFit() {
        String log = "first\n\n  second \t line\nthird\n";
        assertThat(LogTail.of(log, 500)).isEqualTo("first | second line | third");
        assertThat(LogTail.of(log, 21)).isEqualTo("second line | third");
        assertThat(LogTail.of(log, 3)).isEqualTo("thi");
        assertThat(LogTail.of(" \n", 3)).isNull();
        assertThat(LogTail.of("", 3)).isNull();
    }
}
