package polis.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.problem.ProblemException;

class BffPathTests {

    @ParameterizedTest
    @CsvSource({"/bff/map/api/v1/map, /api/v1/map", "/bff/%6dap/api/v1/map, /api/v1/map",
        "/bff/%6d%61%70/api/v1/a%20b, /api/v1/a%20b", "/%62%66f/registry/api/v1/, /api/v1/",
        "/bff/map/api/v1/services/a.b..c, /api/v1/services/a.b..c"})
    void isCutBySegmentsAndPassedAsItCame(String path, String rest) {
        assertThat(BffPath.of(path).rest()).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bff/map%2Fapi/v1/map", "/bff/map/api/v1/..", "/bff/map/api/v1/./x",
        "/bff/map/api/%2e%2E/x", "/bff/map;a/api/v1/x", "/bff/map/api/v1/x%3Ba", "/bff/map/api/v1/\\x",
        "/bff/map/api/v1/%5Cx", "/bff//map/api/v1/x", "/bff/map/api/v1/x%00"})
    void isRefusedWhereItCanBeCutInTwoWays(String path) {
        assertThatThrownBy(() -> BffPath.of(path)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than one way");
    }
}
