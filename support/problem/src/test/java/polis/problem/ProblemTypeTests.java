package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;

class ProblemTypeTests {

    @Test
    void slugAndTitleAreMadeOfTheConstantsName() {
        assertThat(StandardProblem.CONCURRENT_CHANGE.slug()).isEqualTo("concurrent-change");
        assertThat(StandardProblem.CONCURRENT_CHANGE.title()).isEqualTo("Concurrent change");
    }

    @ParameterizedTest
    @CsvSource({"404, not-found, Not found", "409, conflict, Conflict", "418, i-m-a-teapot, I m a teapot",
        "502, bad-gateway, Bad gateway", "499, invalid-request, Invalid request"})
    void aBareStatusHasThemToo(int status, String slug, String title) {
        ProblemType type = StandardProblem.of(HttpStatusCode.valueOf(status));
        assertThat(type.slug()).isEqualTo(slug);
        assertThat(type.title()).isEqualTo(title);
    }
}
