package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polis.registry.FuzzedNode;
import polis.registry.FuzzedNode.Input;

/** What somebody sends who wants the server's memory, time or files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePayloadsIntegrationTests {

    private FuzzedNode node;

    @BeforeAll
    void start() throws Exception {
        node = new FuzzedNode();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    enum Attack {

        BILLION_LAUGHS("application/xml", laughs()),
        QUADRATIC_BLOWUP("application/xml",
                "<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(50_000) + "\">]><instance><hostName>" + "&x;".repeat(50_000)
                        + "</hostName></instance>"),
        LOCAL_FILE("application/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + instance("&x;")),
        PARAMETER_ENTITY("application/xml",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>" + instance("a")),
        ANOTHER_TYPE("application/xml", "<com.netflix.discovery.shared.Applications/>"),
        A_STRING("application/xml", "<string>instance</string>"),
        A_SET_OF_SETS("application/xml", "<set>".repeat(30) + "<string>a</string>" + "</set>".repeat(30)),
        A_NULL("application/xml", "<null/>"),
        A_PROXY("application/xml", "<dynamic-proxy><interface>java.lang.Comparable</interface></dynamic-proxy>"),
        DEEP_XML("application/xml", "<instance>".repeat(90_000)),
        DEEP_XML_METADATA("application/xml", "<instance><metadata>" + "<a>".repeat(90_000)),
        MANY_ATTRIBUTES("application/xml", "<instance " + attributes() + "/>"),
        DEEP_JSON("application/json", "[".repeat(900_000)),
        DEEP_JSON_METADATA("application/json", "{\"instance\":{\"metadata\":" + "{\"a\":".repeat(150_000)),
        HUGE_NUMBER("application/json",
                "{\"instance\":{\"countryId\":1e1000000000,\"lastDirtyTimestamp\":\"1e1000000000\"}}"),
        LONG_NUMBER("application/json", "{\"instance\":{\"countryId\":" + "9".repeat(900_000) + "}}"),
        LONG_NAME("application/json", "{\"instance\":{\"" + "a".repeat(900_000) + "\":1}}"),
        CUT_ESCAPE("application/json", "{\"instance\":{\"app\":\"\\u00"),
        TWO_ROOTS("application/json", "{\"instance\":null}{\"instance\":null}"),
        NOT_AN_OBJECT("application/json", "[1,2,3]"),
        NOTHING("application/json", ""),
        NULL("application/json", "null"),
        NO_XML("application/xml", "");

        private final String type;
        private final String body;

        Attack(String type, String body) {
            this.type = type;
            this.body = body;
        }

        private static String laughs() {
            var entities = new StringBuilder("<!DOCTYPE instance [<!ENTITY l0 \"lol\">");
            for (int level = 1; level < 12; level++) {
                entities.append("<!ENTITY l%d \"%s\">".formatted(level, ("&l" + (level - 1) + ";").repeat(10)));
            }
            return entities + "]>" + instance("&l11;");
        }

        private static String attributes() {
            var all = new StringBuilder();
            for (int number = 0; number < 60_000; number++) {
                all.append(" a").append(number).append("=\"\"");
            }
            return all.toString();
        }

        private static String instance(String host) {
            return "<instance><instanceId>x</instanceId><app>FUZZ</app><ipAddr>1</ipAddr><hostName>" + host
                    + "</hostName><status>UP</status><dataCenterInfo class=\"com.netflix.appinfo.InstanceInfo$"
                    + "DefaultDataCenterInfo\"><name>MyOwn</name></dataCenterInfo></instance>";
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void isRefused(Attack attack) throws Exception {
        byte[] body = attack.body.getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {"/eureka/apps/FUZZ", "/eureka/peerreplication/batch"}) {
            for (boolean gzip : new boolean[] {false, true}) {
                assertThat(node.send(new Input("POST", path, attack.type, body, gzip)).statusCode()).isBetween(400,
                        413);
            }
        }
        assertThat(new String(node.fetch("/eureka/apps", "application/json"), StandardCharsets.UTF_8))
                .doesNotContain("root:", "FUZZ");
    }

    @Test
    void noEntityIsFetchedFromElsewhere() throws Exception {
        var asked = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/x";
            for (String head : new String[] {"<!DOCTYPE a SYSTEM \"" + url + "\">",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + url + "\">]>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>", "<?xml-stylesheet href=\"" + url + "\"?>"}) {
                byte[] body = (head + Attack.instance("&x;")).getBytes(StandardCharsets.UTF_8);
                assertThat(
                        node.send(new Input("POST", "/eureka/apps/FUZZ", "application/xml", body, false)).statusCode())
                        .isEqualTo(400);
            }
            assertThat(asked).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    /** A gigabyte of blanks, packed once and twice. */
    @Test
    void aBombOfGzipIsNotUnpacked() throws Exception {
        var once = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(once, 1 << 16)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int mebibyte = 0; mebibyte < 1_024; mebibyte++) {
                out.write(blanks);
            }
        }
        for (String type : new String[] {"application/json", "application/xml"}) {
            for (String path : new String[] {"/eureka/apps/FUZZ", "/eureka/peerreplication/batch"}) {
                assertThat(node.sendPacked(path, type, once.toByteArray())).isIn(400, 413);
            }
            // Packed twice and unpacked once, it is no text.
            assertThat(node.send(new Input("POST", "/eureka/apps/FUZZ", type, once.toByteArray(), true)).statusCode())
                    .isIn(400, 413);
        }
    }
}
