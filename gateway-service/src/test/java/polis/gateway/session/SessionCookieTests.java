package polis.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class SessionCookieTests {

    @ParameterizedTest
    @CsvSource({"https://polis.example/login, true", "http://localhost:9080/login, false"})
    void isSecureWhereTheBrowserCameOverTlsAndThereOnly(String address, boolean secure) {
        ServerHttpRequest request = MockServerHttpRequest.get(address).build();

        for (ResponseCookie cookie : List.of(SessionCookie.of(request, "secret", Duration.ofHours(1)),
                SessionCookie.forgotten(request))) {
            assertThat(cookie.isSecure()).isEqualTo(secure);
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
            assertThat(cookie.getPath()).isEqualTo("/");
        }
    }
}
