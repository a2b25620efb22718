package polis.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import polis.cli.terminal.Failure;

class EndpointsTests {

    @Test
    void theConsolesPortSaysWhereTheOthersAre() {
        assertThat(Endpoints.of("http://polis.example:9080").of(PolisService.REGISTRY))
                .hasToString("http://polis.example:8761");
        assertThat(Endpoints.of("http://polis.example:19080").of(PolisService.MAP))
                .hasToString("http://polis.example:18083");
        assertThat(Endpoints.of("polis.example").of(PolisService.GATEWAY)).hasToString("http://polis.example:9080");
    }

    @Test
    void aStackOnOneAddressIsFoundThere() {
        assertThat(Endpoints.local(100, "127.0.0.1").traffic()).hasToString("http://localhost:8180");
        assertThat(Endpoints.local(0, "0.0.0.0").of(PolisService.MAP)).hasToString("http://localhost:8083");
        assertThat(Endpoints.local(0, "192.0.2.7").of(PolisService.REGISTRY)).hasToString("http://192.0.2.7:8761");
        assertThat(Endpoints.local(0, "::1").of(PolisService.GATEWAY)).hasToString("http://[::1]:9080");
    }

    @Test
    void whatIsNoAddressIsToldSo() {
        assertThatThrownBy(() -> Endpoints.of("http://")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Endpoints.of("not an address")).isInstanceOf(Failure.class)
                .hasMessageContaining("not an address");
    }
}
