package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLinkTests {

    @Test
    void aUserOfTheOperatingSystemIsCalledByItsName() {
        assertThat(LoginLink.operator("ada")).isEqualTo("ada");
        assertThat(LoginLink.operator(" ada ")).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cli", "scheduler", "versionset", "gateway", "dependency-map"})
    void whoIsCalledLikeAClientOfTheRegistryIsAnOperator(String user) {
        assertThat(LoginLink.operator(user)).isEqualTo("operator");
    }
}
