package polis.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTests {

    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8"));

    /** Lines are parted by a slash. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // A stranger's word counts for nothing.
        "198.51.100.1 | 6.6.6.6 | 198.51.100.1",
        // The line of the proxy comes after that of its client.
        "127.0.0.1 | 6.6.6.6 / 203.0.113.7 | 203.0.113.7", "127.0.0.1 | 6.6.6.6, 203.0.113.7 | 203.0.113.7",
        // Proxies behind proxies.
        "127.0.0.1 | 6.6.6.6 / 203.0.113.7, 10.1.2.3 / 10.9.9.9 | 203.0.113.7",
        // All of them trusted: whoever began.
        "127.0.0.1 | 10.1.1.1, 10.2.2.2 | 10.1.1.1", "127.0.0.1 | '' | 127.0.0.1",
        // What is no address ends it at the proxy that said so.
        "127.0.0.1 | 203.0.113.7, unknown, 10.2.2.2 | 10.2.2.2", "127.0.0.1 | _hidden | 127.0.0.1",
        "127.0.0.1 | 203.0.113.7:8080 | 203.0.113.7", "127.0.0.1 | [2001:db8::7]:8080 | 2001:db8::7",
        "127.0.0.1 | 2001:db8::7, fd00::1 | 2001:db8::7", "127.0.0.1 | 203.0.113.7, , | 203.0.113.7"})
    void clientIsTheRightmostThatIsNotTrusted(String remote, String lines, String client) {
        List<String> forwardedFor = lines.isEmpty() ? List.of() : List.of(lines.split(" / ", -1));

        assertThat(PROXIES.client(InetAddress.ofLiteral(remote), forwardedFor))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"6.6.6.6 / 203.0.113.7 | 6.6.6.6, 203.0.113.7, 127.0.0.1",
        "a, b / c | a, b, c, 127.0.0.1", "'' | 127.0.0.1"})
    void allLinesAreJoinedInOrder(String lines, String chain) {
        assertThat(TrustedProxies.chain(List.of(lines.split(" / ", -1)), "127.0.0.1")).isEqualTo(chain);
    }
}
