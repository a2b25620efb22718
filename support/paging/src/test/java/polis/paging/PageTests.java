package polis.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import polis.problem.ProblemException;

class PageTests {

    @Test
    void aCursorMeansThatThereIsMore() {
        assertThat(Page.cut(List.of(1, 2, 3), 2, number -> "after-" + number))
                .isEqualTo(new Page<>(List.of(1, 2), "after-2"));
    }

    @Test
    void theLastPageHasNoneEvenWhenItIsFull() {
        assertThat(Page.cut(List.of(1, 2), 2, number -> number)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.cut(List.of(), 2, number -> number)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void itemsAreTranslatedAndTheCursorIsKept() {
        assertThat(new Page<>(List.of(1), "1").map(number -> "#" + number)).isEqualTo(new Page<>(List.of("#1"), "1"));
    }

    @Test
    void aCursorThatNobodyGaveOutIsAnInvalidRequest() {
        assertThat(Cursor.number(null, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Cursor.number("7", 0)).isEqualTo(7);
        assertThatThrownBy(() -> Cursor.number("seven", 0)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.errors()).singleElement()
                        .satisfies(error -> assertThat(error.parameter()).isEqualTo("cursor")));
    }
}
