package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
