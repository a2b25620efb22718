package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import polis.clock.test.SettableClock;

class PayloadsTests {

    private static final Fetch ALL = new Fetch(Fetch.Kind.ALL, "", Format.JSON);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Leases leases = new Leases();
    private final LeaseRegistry registry = new LeaseRegistry(new LeaseBook(leases,
            new LeaseChanges(new EurekaSettings("eureka", "secret", 10_000, Duration.ofSeconds(1))), clock));
    private final Payloads payloads = new Payloads(leases, clock);

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

    private void register(String id) {
        registry.register(LeaseRegistryTests.info(id, 90, 1), Source.CLIENT);
    }
}
