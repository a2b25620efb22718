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

/** What clients do with an application and its instances. Statuses of the answers are those of a stock server. */
@Component
class LeaseVerbs {

    private static final int LONGEST_NAME = 512;

    private final LeaseRegistry registry;
    private final Leases leases;
    private final Payloads payloads;
    private final Admission admission;
    private final EurekaRights rights;
    private final EurekaMetrics metrics;
    private final RegistrationBounds bounds;
    private final BodyRoom room;
    /** Of a registration; they are a kilobyte or two. */
    private final int longest;

    LeaseVerbs(LeaseRegistry registry, Leases leases, Payloads payloads, Admission admission, EurekaRights rights,
            EurekaMetrics metrics, RegistrationBounds bounds, BodyRoom room, BoundSettings settings) {
        this.bounds = bounds;
        this.room = room;
        this.longest = Math.toIntExact(settings.registrationSize().toBytes());
        this.registry = registry;
        this.leases = leases;
        this.payloads = payloads;
        this.admission = admission;
        this.rights = rights;
        this.metrics = metrics;
    }

    /** {@code apps/APP}, {@code apps/APP/id} and what is below. */
    void answer(EurekaCall call, List<String> path) throws IOException {
        String app = path.get(1).toUpperCase(Locale.ROOT);
        switch (path.size()) {
            case 2 -> application(call, app);
            case 3 -> instance(call, app, path.get(2));
            case 4 -> {
                switch (path.get(3)) {
                    case "status" -> status(call, app, path.get(2));
                    case "metadata" -> metadata(call, app, path.get(2));
                    default -> throw new BadCall(404, "An instance has a status and metadata.");
                }
            }
            default -> throw new BadCall(404, "Eureka's protocol has no such path.");
        }
    }

    /** An instance of any application. */
    void find(EurekaCall call, String id) throws IOException {
        only(call, "GET");
        for (var ofApp : leases.byApp()) {
            HeldLease lease = ofApp.get(id);
            if (lease != null) {
                describe(call, lease);
                return;
            }
        }
        call.status(404);
    }

    private void application(EurekaCall call, String app) throws IOException {
        switch (call.method()) {
            case "GET" -> {
                Format format = call.wanted();
                call.send(payloads.get(new Fetch(Fetch.Kind.APP, app, format)), format);
            }
            case "POST" -> {
                InstanceInfo sent = room.reading(call.length(longest), () -> call.read(InstanceInfo.class, longest));
                check(app, sent);
                Source source = call.source();
                admission.check(call.caller(), app, sent);
                bounds.enter(app, sent.getId(), Weight.of(sent), () -> registry.register(sent, source));
                metrics.registered();
                call.status(204);
            }
            default -> throw allowed("GET, POST");
        }
    }

    private void instance(EurekaCall call, String app, String id) throws IOException {
        switch (call.method()) {
            case "PUT" -> renew(call, app, id);
            case "GET" -> describe(call, leases.get(app, id));
            case "DELETE" -> {
                rights.change(call.caller(), app);
                boolean known = registry.cancel(app, id, call.source());
                metrics.cancelled();
                call.status(known ? 200 : 404);
            }
            default -> throw allowed("GET, PUT, DELETE");
        }
    }

    private void renew(EurekaCall call, String app, String id) throws IOException {
        Source source = call.source();
        rights.renew(call.caller(), app);
        LeaseRegistry.Renewal renewal = registry.renew(app, id, call.lastDirty(), source);
        metrics.renewed(renewal);
        HeldLease lease = leases.get(app, id);
        // Only another node is told that it is behind: it has to catch up, a client has just changed its mind.
        if (renewal == LeaseRegistry.Renewal.OUTDATED && source.peer() && lease != null) {
            Format format = call.wanted();
            call.send(409, format.mediaType(), format.write(format.sayable(lease.info())));
        } else {
            call.status(renewal == LeaseRegistry.Renewal.UNKNOWN ? 404 : 200);
        }
    }

    private void status(EurekaCall call, String app, String id) {
        rights.change(call.caller(), app);
        Map<String, String> query = call.query();
        boolean known = switch (call.method()) {
            case "PUT" -> registry.override(app, id, required(query.get("value")), call.source());
            case "DELETE" -> registry.removeOverride(app, id, word(query.get("value")), call.source());
            default -> throw allowed("PUT, DELETE");
        };
        call.status(known ? 200 : 404);
    }

    private void metadata(EurekaCall call, String app, String id) {
        only(call, "PUT");
        rights.change(call.caller(), app);
        HeldLease lease = leases.get(app, id);
        if (lease == null) {
            call.status(404);
            return;
        }
        if (length(lease.info().getMetadata()) + length(call.query()) > longest) {
            throw new BadCall(413, "The metadata of an instance may have " + longest
                    + " characters in all: register it anew with less.");
        }
        long weight = Weight.of(Registering.described(lease.info(), call.query(), 0));
        bounds.enter(app, id, weight, () -> call.status(registry.describe(app, id, call.query()) ? 200 : 404));
    }

    private static long length(@Nullable Map<String, String> metadata) {
        return metadata == null
                ? 0
                : metadata.entrySet().stream().mapToLong(
                        each -> String.valueOf(each.getKey()).length() + String.valueOf(each.getValue()).length())
                        .sum();
    }

    private static void describe(EurekaCall call, @Nullable HeldLease lease) throws IOException {
        if (lease == null) {
            call.status(404);
            return;
        }
        Format format = call.wanted();
        call.send(200, format.mediaType(), format.write(format.sayable(lease.described())));
    }

    /** What a stock server insists on. */
    static void check(String app, InstanceInfo sent) {
        present(sent.getId(), "instanceId");
        shortEnough(sent.getId(), "instanceId");
        shortEnough(app, "app");
        present(sent.getHostName(), "hostName");
        present(sent.getIPAddr(), "ipAddr");
        present(sent.getAppName(), "app");
        if (!app.equalsIgnoreCase(sent.getAppName())) {
            throw new BadCall(400, "The path says " + app + " and the body says " + sent.getAppName() + ".");
        }
        if (sent.getDataCenterInfo() == null || sent.getDataCenterInfo().getName() == null) {
            throw new BadCall(400, "dataCenterInfo and its name are missing; {\"@class\":"
                    + "\"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo\",\"name\":\"MyOwn\"} will do.");
        }
        if (sent.getDataCenterInfo() instanceof AmazonInfo amazon && amazon.getId() == null) {
            amazon.getMetadata().put(AmazonInfo.MetaDataKey.instanceId.getName(), sent.getId());
        }
        XmlFit.check(sent);
    }

    private static void present(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new BadCall(400, name + " is missing.");
        }
    }

    /** Names are remembered longer than leases, and are not weighed there. */
    private static void shortEnough(String name, String field) {
        if (name.length() > LONGEST_NAME) {
            throw new BadCall(400,
                    "%s has %d characters, and may have %d.".formatted(field, name.length(), LONGEST_NAME));
        }
    }

    private static InstanceStatus required(@Nullable String value) {
        InstanceStatus status = word(value);
        if (status == null) {
            throw new BadCall(400, "Which status? ?value=OUT_OF_SERVICE, for example.");
        }
        return status;
    }

    static @Nullable InstanceStatus word(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        for (InstanceStatus status : InstanceStatus.values()) {
            if (status.name().equals(value)) {
                return status;
            }
        }
        throw new BadCall(400, "Eureka's statuses are " + List.of(InstanceStatus.values()) + ".");
    }

    private static void only(EurekaCall call, String method) {
        if (!call.method().equals(method)) {
            throw allowed(method);
        }
    }

    private static BadCall allowed(String methods) {
        return new BadCall(405, "Possible are " + methods + ".", Map.of("Allow", methods));
    }
}
