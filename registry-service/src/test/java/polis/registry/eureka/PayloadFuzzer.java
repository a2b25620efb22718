package polis.registry.eureka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import polis.registry.lease.Bounds;
import polis.registry.lease.LeaseFixture;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Leases;
import polis.registry.retention.UndescribedSettings;
import polis.registry.sendfile.ResponseFiles;
import tools.jackson.databind.json.JsonMapper;

/** What Jazzer calls with bytes of its own making: a registration or a batch, and then the lists that clients fetch. */
public final class PayloadFuzzer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte GZIP = 0x1f;

    private PayloadFuzzer() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        var fixture = new LeaseFixture(Clock.systemUTC());
        Leases leases = fixture.leases();
        LeaseRegistry registry = fixture.registry();
        var payloads = new Payloads(leases, Clock.systemUTC(), new ResponseFiles(), Bounds.ROOMY);
        // No database: whoever is not known counts as described.
        var strangers = new UndescribedServices(new UndescribedSettings(Duration.ofDays(7), 0),
                JdbcClient.create(new DriverManagerDataSource()));
        var settings = Bounds.ROOMY;
        var bounds = new RegistrationBounds(leases, settings, strangers, new RegistrationRefusals(Instant::now),
                new SimpleMeterRegistry());
        String text = new String(data, StandardCharsets.ISO_8859_1);
        var request = new MockHttpServletRequest("POST", "/eureka/apps/FUZZ");
        request.setContent(data);
        request.setContentType(text.stripLeading().startsWith("<") ? "application/xml" : "application/json");
        if (data.length > 0 && data[0] == GZIP) {
            request.addHeader("Content-Encoding", "gzip");
        }
        var exchange = new EurekaExchange(request, new MockHttpServletResponse(), "/eureka");
        // A node may say everything: nobody's rights are looked up.
        exchange.by(new EurekaPrincipal.Node());
        var metrics = new EurekaMetrics();
        var rights = new EurekaAuthorization(null, leases, null,
                new EurekaSettings("eureka", null, true, false, null, Duration.ofSeconds(1)));
        try {
            if (text.contains("eplicationList")) {
                new BatchResource(registry, fixture.replication(), fixture.replicationView(), leases, bounds)
                        .answer(exchange, "batch");
            } else {
                new InstanceResource(registry, leases, payloads, new Admission(rights, null, metrics), rights, metrics,
                        bounds, new BodyBudget(settings), settings).answer(exchange, List.of("apps", "FUZZ"));
            }
        } catch (EurekaException refused) {
            return;
        }
        JSON.readTree(payloads.get(new Fetch(Fetch.Kind.ALL, "", Format.JSON)).unzipped());
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(payloads.get(new Fetch(Fetch.Kind.ALL, "", Format.XML)).unzipped()));
    }
}
