package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.eureka.LeaseChange;
import polis.registry.eureka.Registrations;
import polis.registry.instance.LeaseReport;
import polis.registry.lifecycle.Signal;
import polis.registry.name.DnsLabel;
import polis.registry.name.InstanceId;

/** Translates Eureka's words into the directory's. */
@Component
class LeaseReports {

    private static final Logger log = LoggerFactory.getLogger(LeaseReports.class);
    private static final Pattern LABEL = Pattern.compile(DnsLabel.PATTERN);
    private static final Pattern ID = Pattern.compile(InstanceId.PATTERN);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String UNKNOWN = "unknown";

    private final Registrations registrations;

    LeaseReports(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Nothing where the names cannot be entered: such an instance lives in the Eureka server only. */
    @Nullable
    LeaseReport of(LeaseChange change) {
        String service = service(change.app());
        if (service == null || !ID.matcher(change.id()).matches()) {
            log.warn("{} of {} is served to Eureka clients but not entered: its names are not fit for the directory.",
                    text(change.id(), 100, UNKNOWN), text(change.app(), 100, UNKNOWN));
            return null;
        }
        InstanceInfo info = change.info();
        boolean secure = info.isPortEnabled(PortType.SECURE) && !info.isPortEnabled(PortType.UNSECURE);
        boolean ended = change.endReason() != null;
        return new LeaseReport(service, change.id(), change.app(), signal(change),
                ended ? null : info.getStatus().name(),
                text(said(info, "version"), 100, UNKNOWN), number(said(info, "revision")),
                text(info.getHostName(), 253, UNKNOWN), secure ? info.getSecurePort() : info.getPort(),
                secure ? "https" : "http",
                ended ? null : registrations.write(info), change.endReason());
    }

    /** A lease that ended without anybody having told. */
    LeaseReport ended(String service, String app, String id) {
        return new LeaseReport(service, id, app, Signal.ENDED, null, UNKNOWN, null, UNKNOWN, 0, "http", null,
                "Its lease ended.");
    }

    /** Eureka's names are upper case, and {@code MY_APP} is common; the directory's are DNS labels. */
    static @Nullable String service(String app) {
        String name = app.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        return LABEL.matcher(name).matches() ? name : null;
    }

    private static Signal signal(LeaseChange change) {
        if (change.endReason() != null) {
            return Signal.ENDED;
        }
        return switch (change.info().getStatus()) {
            case UP -> Signal.UP;
            case DOWN -> Signal.DOWN;
            default -> Signal.HELD;
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
