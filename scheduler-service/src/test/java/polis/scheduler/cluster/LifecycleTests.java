package polis.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROVISION | RUN      | [READY, RUN]
            SCALE_OUT | UPDATE   | [RUN, UPDATE]
            UPDATE    | ROLLBACK | [ROLLBACK]
            RUN       | RUN      | []
            READY     | DESTROY  | [FAILED, DESTROY]
            PROVISION | DESTROY  | [FAILED, DESTROY]
            RUN       | DESTROY  | [DESTROY]
            DESTROY   | RUN      | [FAILED, RUN]
            GONE      | RUN      | []
            """)
    void findsTheLegalWay(Lifecycle from, Lifecycle to, String path) {
        assertThat(from.pathTo(to).toString()).isEqualTo(path);
    }

    @Test
    void everyStateOfAServiceCanBeReachedFromEveryOther() {
        for (Lifecycle from : Lifecycle.values()) {
            for (Lifecycle to : Lifecycle.values()) {
                if (from != to && from != Lifecycle.GONE && to != Lifecycle.GONE) {
                    assertThat(from.pathTo(to)).as("%s to %s", from, to).isNotEmpty().endsWith(to);
                }
            }
        }
    }
}
