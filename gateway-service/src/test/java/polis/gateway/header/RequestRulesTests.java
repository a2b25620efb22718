package polis.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTests {

    /** "no": never; "proxy": from a trusted proxy only; "yes": from anybody. */
    @ParameterizedTest
    @CsvSource({"Accept, yes", "Cookie, yes", "Authorization, yes", "X-Request-Id, yes", "X_Custom, yes",
        "Connection, no", "TE, no", "X-Mine, no", "Host, no", "Content-Length, no", "Expect, no", "X-Forwarded-For, no",
        "X-Forwarded-Host, no", "X-Forwarded-Proto, no", "X-Forwarded-Port, no", "X-Forwarded-Prefix, no", "Proxy, no",
        "proxy, no", "X-Real-IP, proxy", "X-Original-URL, proxy", "X-Rewrite-URL, proxy", "X-Forwarded-Ssl, proxy",
        "X-Forwarded-Server, proxy", "True-Client-IP, proxy", "CF-Connecting-IP, proxy", "Forwarded, proxy",
        "X_Forwarded_For, no", "x_forwarded-for, no", "X_Real_IP, no", "X_Original_URL, no", "X-Forwarded_Anything, no",
        "Content_Length, no", "True_Client_IP, no"})
    void headerPasses(String name, String from) {
        assertThat(new RequestRules(List.of("close, X-Mine"), false).passes(name)).isEqualTo(from.equals("yes"));
        assertThat(new RequestRules(List.of("close, X-Mine"), true).passes(name)).isEqualTo(!from.equals("no"));
    }
}
