package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import polis.problem.ProblemException;

class IngestKeyTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void withoutAKeyNothingOpensThePathAndTheAnswerSaysWhatToSet(String configured) {
        IngestKey key = key(configured);
        for (String offered : new String[] {"", " ", "\t", configured, "anything"}) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> key.check(offered))
                    .satisfies(refusal -> {
                        assertThat(refusal.type().status().value()).isEqualTo(401);
                        assertThat(refusal.detail()).contains("polis.map.ingest-key", "POLIS_MAP_INGEST_KEY");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ingest//api/v2/spans", "/ingest//v1/traces", "/ingest/anything/api/v2/spans"})
    void withoutAKeyTheFilterTakesNoSpans(String path) {
        // Whatever passes the key meets no collector and ends otherwise than by a refusal.
        var filter = new IngestFilter(key(""), null);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> filter.doFilter(new MockHttpServletRequest("POST", path),
                        new MockHttpServletResponse(), new MockFilterChain()))
                .satisfies(refusal -> assertThat(refusal.type().status().value()).isEqualTo(401));
    }

    @Test
    void onlyTheKeyOpensThePath() {
        IngestKey key = key("the-key");
        assertThatCode(() -> key.check("the-key")).doesNotThrowAnyException();
        for (String offered : new String[] {"", "the-ke", "the-key ", "THE-KEY"}) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> key.check(offered));
        }
    }

    private static IngestKey key(String configured) {
        return new IngestKey(new CollectorSettings(configured, DataSize.ofMegabytes(8), DataSize.ofBytes(0), null,
                DataSize.ofMegabytes(4)));
    }
}
