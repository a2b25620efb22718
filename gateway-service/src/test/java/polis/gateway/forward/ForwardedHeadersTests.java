package polis.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;

class ForwardedHeadersTests {

    private final ForwardedHeaders forwarded = new ForwardedHeaders(new ForwardSettings(Duration.ofSeconds(1),
            Duration.ofSeconds(1), Duration.ofSeconds(1), DataSize.ofKilobytes(1), List.of("10.0.0.0/8", "fd00::/8")));

    @ParameterizedTest
    @CsvSource({"192.0.2.1, '', , 192.0.2.1", "192.0.2.1, 198.51.100.7, , 192.0.2.1",
        "10.0.0.1, 198.51.100.7, , 198.51.100.7", "10.0.0.1, '203.0.113.9, 198.51.100.7', , 198.51.100.7",
        "10.0.0.1, 203.0.113.9, '198.51.100.7, 10.0.0.2', 198.51.100.7", "10.0.0.1, '', , 10.0.0.1",
        "10.0.0.1, '203.0.113.9, unknown', , 10.0.0.1", "fd00::1, 2001:db8::7, , 2001:db8::7"})
    void isTheLastThatIsNoProxyOfOurs(String remote, String first, String second, String client) throws Exception {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/login")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(remote), 4711))
                .header("X-Forwarded-For", first);
        if (second != null) {
            request.header("X-Forwarded-For", second);
        }
        assertThat(forwarded.client(request.build())).isEqualTo(InetAddress.ofLiteral(client));
    }
}
