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
import polis.registry.answer.AnswerFiles;
import polis.registry.retention.UndescribedSettings;
import tools.jackson.databind.json.JsonMapper;

/** What Jazzer calls with bytes of its own making: a registration or a batch, and then the lists that clients fetch. */
public final class PayloadFuzzer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte GZIP = 0x1f;

    private PayloadFuzzer() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        var leases = new Leases();
        var changes = new LeaseChanges(new EurekaSettings("eureka", "secret", 100, Duration.ofSeconds(1)),
                Bounds.ROOMY);
        var book = new LeaseBook(leases, changes, Clock.systemUTC());
        var registry = new LeaseRegistry(book);
        var payloads = new Payloads(leases, Clock.systemUTC(), new AnswerFiles(), Bounds.ROOMY);
        // No database: whoever is not known counts as described.
        var strangers = new Strangers(new UndescribedSettings(Duration.ofDays(7), 0),
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
        var call = new EurekaCall(request, new MockHttpServletResponse(), "/eureka");
        // A node may say everything: nobody's rights are looked up.
        call.by(new EurekaCaller.Node());
        var metrics = new EurekaMetrics();
        var rights = new EurekaRights(null, leases, (service, id) -> true, new EurekaAccess(true, false, null));
        try {
            if (text.contains("eplicationList")) {
                new BatchVerbs(registry, new PeerLeases(book), new LeaseSurvey(leases), leases, bounds).answer(call,
                        "batch");
            } else {
                new LeaseVerbs(registry, leases, payloads, new Admission(rights, null, metrics), rights, metrics,
                        bounds, new BodyRoom(settings), settings).answer(call, List.of("apps", "FUZZ"));
            }
        } catch (BadCall refused) {
            return;
        }
        JSON.readTree(payloads.get(new Fetch(Fetch.Kind.ALL, "", Format.JSON)).unzipped());
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(payloads.get(new Fetch(Fetch.Kind.ALL, "", Format.XML)).unzipped()));
    }
}
