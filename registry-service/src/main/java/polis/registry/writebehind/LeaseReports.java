package polis.registry.writebehind;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.eureka.RegistrationCodec;
import polis.registry.health.HealthChecks;
import polis.registry.health.HealthStatus;
import polis.registry.health.InstanceHealth;
import polis.registry.instance.LeaseReport;
import polis.registry.lease.LeaseChange;
import polis.registry.lifecycle.Signal;
import polis.registry.name.InstanceId;
import polis.registry.name.ServiceName;

/** Translates changes of leases into reports for the directory. */
@Component
class LeaseReports {

    private static final Logger log = LoggerFactory.getLogger(LeaseReports.class);
    private static final Pattern ID = Pattern.compile(InstanceId.PATTERN);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String UNKNOWN = "unknown";

    private final RegistrationCodec registrations;
    private final HealthChecks checks;
    private final Clock clock;

    LeaseReports(RegistrationCodec registrations, HealthChecks checks, Clock clock) {
        this.registrations = registrations;
        this.checks = checks;
        this.clock = clock;
    }

    /** Nothing where the names cannot be entered: such an instance lives in the Eureka server only. */
    @Nullable
    LeaseReport of(LeaseChange change) {
        String service = ServiceName.of(change.app());
        if (service == null || !ID.matcher(change.id()).matches()) {
            log.warn(
                    "{} of {} is served to Eureka clients but not listed in the directory, where its name or id is not valid.",
                    text(change.id(), 100, UNKNOWN), text(change.app(), 100, UNKNOWN));
            return null;
        }
        InstanceInfo info = change.info();
        boolean secure = info.isPortEnabled(PortType.SECURE) && !info.isPortEnabled(PortType.UNSECURE);
        boolean ended = change.endReason() != null;
        InstanceHealth health = checks.of(info);
        Signal signal = signal(change, health.status());
        return new LeaseReport(service, change.id(), change.app(), signal, ended ? null : info.getStatus().name(),
                text(said(info, "version"), 100, UNKNOWN), number(said(info, "revision")),
                text(info.getHostName(), 253, UNKNOWN), secure ? info.getSecurePort() : info.getPort(),
                secure ? "https" : "http", ended ? null : registrations.write(info),
                signal == Signal.FAILING ? "Its health check fails: " + health.detail() : change.endReason(),
                dirty(info), change.at(), leaseNode(change.node()), change.expired(), health);
    }

    /** Reports the end of a lease that nobody reported. */
    LeaseReport ended(String service, String app, String id, String node) {
        return new LeaseReport(service, id, app, Signal.ENDED, null, UNKNOWN, null, UNKNOWN, 0, "http", null,
                "Its lease ended.", LeaseReport.ANY, clock.millis(), leaseNode(node), true, InstanceHealth.NONE);
    }

    private static @Nullable String leaseNode(String node) {
        return node.isEmpty() ? null : node;
    }

    private static long dirty(InstanceInfo info) {
        return Objects.requireNonNullElse(info.getLastDirtyTimestamp(), 0L);
    }

    private static Signal signal(LeaseChange change, HealthStatus health) {
        if (change.endReason() != null) {
            return Signal.ENDED;
        }
        return switch (change.info().getStatus()) {
            case UP -> switch (health) {
                case NONE, UNCHECKED -> Signal.UP;
                case AWAITED -> Signal.NOT_READY;
                case PASSING -> Signal.PASSING;
                case FAILING -> Signal.FAILING;
            };
            case DOWN -> Signal.DOWN;
            default -> Signal.NOT_READY;
        };
    }

    private static @Nullable String said(InstanceInfo info, String key) {
        return info.getMetadata() == null ? null : info.getMetadata().get(key);
    }

    private static String text(@Nullable String value, int most, String otherwise) {
        String clean = CONTROL.matcher(Objects.requireNonNullElse(value, "")).replaceAll("").strip();
        return clean.isEmpty() ? otherwise : clean.substring(0, Math.min(most, clean.length()));
    }

    private static @Nullable Long number(@Nullable String value) {
        return value != null && value.matches("[1-9]\\d{0,17}") ? Long.valueOf(value) : null;
    }
}
