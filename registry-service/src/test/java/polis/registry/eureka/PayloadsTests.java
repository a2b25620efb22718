package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Applications;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import polis.clock.test.SettableClock;
import polis.registry.lease.Bounds;
import polis.registry.lease.LeaseFixture;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Source;
import polis.registry.sendfile.ResponseFiles;

class PayloadsTests {

    private static final Fetch ALL = new Fetch(Fetch.Kind.ALL, "", Format.JSON);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final LeaseFixture leases = new LeaseFixture(clock);
    private final LeaseRegistry registry = leases.registry();
    private final Payloads payloads = new Payloads(leases.leases(), clock, new ResponseFiles(), Bounds.ROOMY);

    @Test
    void anAnswerIsMadeOncePerVersionAndARenewalMakesNone() {
        register("a");
        Payload first = payloads.get(ALL);
        registry.renew("CART", "a", 0, Source.CLIENT);
        assertThat(payloads.get(ALL)).isSameAs(first);
        register("b");
        assertThat(payloads.get(ALL)).isNotSameAs(first);
    }

    @Test
    void bothFormsSayTheSame() throws IOException {
        register("a");
        Payload payload = payloads.get(ALL);
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(payload.gzipped())).readAllBytes();
        assertThat(payload.unzipped()).isEqualTo(unpacked);
        assertThat(new String(unpacked, StandardCharsets.UTF_8)).contains("\"apps__hashcode\":\"UP_1_\"", "\"CART\"");
    }

    @Test
    void whatIsOldIsLetGoAndWhatIsFreshIsKept() {
        register("a");
        Payload kept = payloads.get(ALL);
        payloads.cleanUp();
        assertThat(payloads.get(ALL)).isSameAs(kept);
        register("b");
        payloads.cleanUp();
        assertThat(text(payloads.get(ALL))).contains("\"a\"", "\"b\"");
    }

    @Test
    void aPlainFormThatIsLetGoIsMadeAgain() {
        register("a");
        Payload payload = payloads.get(ALL);
        byte[] plain = payload.unzipped();
        payload.cleanUp(System.nanoTime());
        assertThat(payload.unzipped()).isSameAs(plain);
        payload.cleanUp(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        assertThat(payload.unzipped()).isNotSameAs(plain).isEqualTo(plain);
    }

    @Test
    void aSmallListIsNeverOld() {
        for (int i = 0; i < 20; i++) {
            register("a" + i);
            assertThat(text(payloads.get(ALL))).contains("\"a" + i + "\"");
        }
    }

    @Test
    void whatNobodyHasIsNothing() {
        assertThat(payloads.get(new Fetch(Fetch.Kind.APP, "NOBODY", Format.JSON))).isNull();
    }

    private static String text(Payload payload) {
        return new String(payload.unzipped(), StandardCharsets.UTF_8);
    }

    @Test
    void whatXmlHasNoWordsForIsLeftOutOfItAndSpoilsNoList() throws Exception {
        var odd = new HashMap<>(Map.of("a b", "blank", "1", "digit", "", "nothing", "x/><y", "markup", "bell", "\u0007",
                "a:b", "colon", "$", "dollar", "größe", "umlaut"));
        odd.put("end", "\uFFFE");
        odd.put("a".repeat(1_001), "long");
        odd.put("zone", "north <&> \uD83D\uDE00 \u0085");
        odd.put("a.b-c_d$e", "spring");
        registry.register(new InstanceInfo.Builder(LeaseFixture.info("a", 90, 1)).setMetadata(odd).build(),
                Source.CLIENT);
        for (Format format : List.of(Format.XML, Format.COMPACT_XML)) {
            for (Fetch.Kind kind : List.of(Fetch.Kind.ALL, Fetch.Kind.DELTA, Fetch.Kind.APP)) {
                byte[] list = payloads.get(new Fetch(kind, "CART", format)).unzipped();
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(list));
                assertThat(new String(list, StandardCharsets.UTF_8)).doesNotContain("blank", "digit", "markup",
                        "nothing", "bell", "colon", "umlaut", "long");
            }
        }
        assertThat(read(Format.XML)).isEqualTo(Map.of("zone", odd.get("zone"), "a.b-c_d$e", "spring", "$", "dollar"));
        assertThat(read(Format.JSON)).isEqualTo(odd);
    }

    private Map<String, String> read(Format format) throws IOException {
        byte[] list = payloads.get(new Fetch(Fetch.Kind.ALL, "", format)).unzipped();
        return format.read(new ByteArrayInputStream(list), Applications.class).getRegisteredApplications("CART")
                .getByInstanceId("a").getMetadata();
    }

    private void register(String id) {
        registry.register(LeaseFixture.info(id, 90, 1), Source.CLIENT);
    }
}
