package polis.registry.eureka;

import com.netflix.appinfo.AmazonInfo;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.registry.lease.BoundSettings;
import polis.registry.lease.Lease;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Leases;
import polis.registry.lease.Source;
import polis.registry.lease.Weight;

/** Registers, renews and ends the instances of an application. Statuses of the answers are those of a stock server. */
@Component
class InstanceResource {

    private static final int LONGEST_NAME = 512;

    private final LeaseRegistry registry;
    private final Leases leases;
    private final Payloads payloads;
    private final Admission admission;
    private final EurekaAuthorization authorization;
    private final EurekaMetrics metrics;
    private final RegistrationBounds bounds;
    private final BodyBudget budget;
    /** The longest registration; they are a kilobyte or two. */
    private final int longest;

    InstanceResource(LeaseRegistry registry, Leases leases, Payloads payloads, Admission admission,
            EurekaAuthorization authorization, EurekaMetrics metrics, RegistrationBounds bounds, BodyBudget budget,
            BoundSettings settings) {
        this.bounds = bounds;
        this.budget = budget;
        this.longest = Math.toIntExact(settings.registrationSize().toBytes());
        this.registry = registry;
        this.leases = leases;
        this.payloads = payloads;
        this.admission = admission;
        this.authorization = authorization;
        this.metrics = metrics;
    }

    /** Answers {@code apps/APP}, {@code apps/APP/id} and what is below. */
    void answer(EurekaExchange exchange, List<String> path) throws IOException {
        String app = path.get(1).toUpperCase(Locale.ROOT);
        switch (path.size()) {
            case 2 -> application(exchange, app);
            case 3 -> instance(exchange, app, path.get(2));
            case 4 -> {
                switch (path.get(3)) {
                    case "status" -> status(exchange, app, path.get(2));
                    case "metadata" -> metadata(exchange, app, path.get(2));
                    default -> throw new EurekaException(404,
                            "Unknown path. Below an instance there are status and metadata.");
                }
            }
            default -> throw EurekaException.unknownPath();
        }
    }

    /** Answers with an instance of any application. */
    void find(EurekaExchange exchange, String id) throws IOException {
        only(exchange, "GET");
        for (var ofApp : leases.byApp()) {
            Lease lease = ofApp.get(id);
            if (lease != null) {
                describe(exchange, lease);
                return;
            }
        }
        exchange.status(404);
    }

    private void application(EurekaExchange exchange, String app) throws IOException {
        switch (exchange.method()) {
            case "GET" -> {
                Format format = exchange.accepted();
                exchange.send(payloads.get(new Fetch(Fetch.Kind.APP, app, format)), format);
            }
            case "POST" -> {
                InstanceInfo sent = budget.reading(exchange.length(longest),
                        () -> exchange.read(InstanceInfo.class, longest));
                check(app, sent);
                Source source = exchange.source();
                admission.check(exchange.caller(), app, sent);
                bounds.admit(app, sent.getId(), Weight.of(sent), () -> registry.register(sent, source));
                metrics.registered();
                exchange.status(204);
            }
            default -> throw EurekaException.methodNotAllowed("GET, POST");
        }
    }

    private void instance(EurekaExchange exchange, String app, String id) throws IOException {
        switch (exchange.method()) {
            case "PUT" -> renew(exchange, app, id);
            case "GET" -> describe(exchange, leases.get(app, id));
            case "DELETE" -> {
                authorization.change(exchange.caller(), app);
                boolean known = registry.cancel(app, id, exchange.source());
                metrics.cancelled();
                exchange.status(known ? 200 : 404);
            }
            default -> throw EurekaException.methodNotAllowed("GET, PUT, DELETE");
        }
    }

    private void renew(EurekaExchange exchange, String app, String id) throws IOException {
        Source source = exchange.source();
        authorization.renew(exchange.caller(), app);
        LeaseRegistry.Renewal renewal = registry.renew(app, id, exchange.lastDirty(), source);
        metrics.renewed(renewal);
        Lease lease = leases.get(app, id);
        // Only another node is told that it is behind: it has to catch up, a client has just changed its mind.
        if (renewal == LeaseRegistry.Renewal.OUTDATED && source.peer() && lease != null) {
            Format format = exchange.accepted();
            exchange.send(409, format.mediaType(), format.write(format.representable(lease.info())));
        } else {
            exchange.status(renewal == LeaseRegistry.Renewal.UNKNOWN ? 404 : 200);
        }
    }

    private void status(EurekaExchange exchange, String app, String id) {
        authorization.change(exchange.caller(), app);
        Map<String, String> query = exchange.query();
        boolean known = switch (exchange.method()) {
            case "PUT" -> registry.override(app, id, required(query.get("value")), exchange.source());
            case "DELETE" -> registry.removeOverride(app, id, statusOf(query.get("value")), exchange.source());
            default -> throw EurekaException.methodNotAllowed("PUT, DELETE");
        };
        exchange.status(known ? 200 : 404);
    }

    private void metadata(EurekaExchange exchange, String app, String id) {
        only(exchange, "PUT");
        authorization.change(exchange.caller(), app);
        Lease lease = leases.get(app, id);
        if (lease == null) {
            exchange.status(404);
            return;
        }
        if (length(lease.info().getMetadata()) + length(exchange.query()) > longest) {
            throw new EurekaException(413, "The metadata of an instance may have " + longest
                    + " characters in total. Register the instance again with less.");
        }
        long weight = registry.weightWith(lease, exchange.query());
        bounds.admit(app, id, weight, () -> exchange.status(registry.describe(app, id, exchange.query()) ? 200 : 404));
    }

    private static long length(@Nullable Map<String, String> metadata) {
        return metadata == null
                ? 0
                : metadata.entrySet().stream().mapToLong(
                        each -> String.valueOf(each.getKey()).length() + String.valueOf(each.getValue()).length())
                        .sum();
    }

    private static void describe(EurekaExchange exchange, @Nullable Lease lease) throws IOException {
        if (lease == null) {
            exchange.status(404);
            return;
        }
        Format format = exchange.accepted();
        exchange.send(200, format.mediaType(), format.write(format.representable(lease.described())));
    }

    /** Checks what a stock server checks. */
    static void check(String app, InstanceInfo sent) {
        present(sent.getId(), "instanceId");
        shortEnough(sent.getId(), "instanceId");
        shortEnough(app, "app");
        present(sent.getHostName(), "hostName");
        present(sent.getIPAddr(), "ipAddr");
        present(sent.getAppName(), "app");
        if (!app.equalsIgnoreCase(sent.getAppName())) {
            throw new EurekaException(400, "`app` must be the same in the path, where it is " + app
                    + ", and in the body, where it is " + sent.getAppName() + ".");
        }
        if (sent.getDataCenterInfo() == null || sent.getDataCenterInfo().getName() == null) {
            throw new EurekaException(400, "`dataCenterInfo` or its name is missing; use {\"@class\":"
                    + "\"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo\",\"name\":\"MyOwn\"}.");
        }
        if (sent.getDataCenterInfo() instanceof AmazonInfo amazon && amazon.getId() == null) {
            amazon.getMetadata().put(AmazonInfo.MetaDataKey.instanceId.getName(), sent.getId());
        }
        XmlEncodable.check(sent);
    }

    private static void present(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new EurekaException(400, "`" + name + "` is missing.");
        }
    }

    /** Names are kept longer than leases, where their size does not count. */
    private static void shortEnough(String name, String field) {
        if (name.length() > LONGEST_NAME) {
            throw new EurekaException(400,
                    "`%s` may have %d characters; it has %d.".formatted(field, LONGEST_NAME, name.length()));
        }
    }

    private static InstanceStatus required(@Nullable String value) {
        InstanceStatus status = statusOf(value);
        if (status == null) {
            throw new EurekaException(400, "`value` is missing: add ?value= with a status, such as OUT_OF_SERVICE.");
        }
        return status;
    }

    static @Nullable InstanceStatus statusOf(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        for (InstanceStatus status : InstanceStatus.values()) {
            if (status.name().equals(value)) {
                return status;
            }
        }
        throw new EurekaException(400, "The status must be one of " + List.of(InstanceStatus.values()) + ".");
    }

    private static void only(EurekaExchange exchange, String method) {
        if (!exchange.method().equals(method)) {
            throw EurekaException.methodNotAllowed(method);
        }
    }
}
