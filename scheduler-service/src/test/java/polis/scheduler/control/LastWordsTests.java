package polis.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTests {

    @Test
    void quotesTheLastLinesThatFit() {
        String log = "first\n\n  second \t line\nthird\n";
        assertThat(LastWords.of(log, 500)).isEqualTo("first | second line | third");
        assertThat(LastWords.of(log, 21)).isEqualTo("second line | third");
        assertThat(LastWords.of(log, 3)).isEqualTo("thi");
        assertThat(LastWords.of(" \n", 3)).isNull();
        assertThat(LastWords.of("", 3)).isNull();
    }
}
