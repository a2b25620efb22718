package polis.gateway.upstream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An instance as the registry describes it, with what the gateway reads of it. */
public record Instance(@Nullable String service, @Nullable String id, @Nullable String version, @Nullable String host,
        int port, @Nullable String scheme, @Nullable String state, @Nullable Instant since) {

    static final String GONE = "GONE";

    private static final Set<String> SERVING = Set.of("RUN", "UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN");

    public Instance {
        // As PostgreSQL keeps it: a copy that is read back must not seem newer than what it was made from.
        since = since == null ? null : since.truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns whether it can be told apart and reached: nothing else is taken over. */
    public boolean wellFormed() {
        return notBlank(service) && notBlank(id) && notBlank(host) && notBlank(state) && port > 0 && port < 65_536;
    }

    /** Returns whether it is in a state to get traffic. An unknown state gets none. */
    boolean serves() {
        return state != null && SERVING.contains(state);
    }

    public boolean gone() {
        return GONE.equals(state);
    }

    boolean secure() {
        return "https".equalsIgnoreCase(scheme);
    }

    /** Returns whether the other describes an earlier state of the same instance. */
    boolean newerThan(Instance other) {
        return since != null && other.since != null && since.isAfter(other.since);
    }

    boolean sameAddress(Instance other) {
        return port == other.port && secure() == other.secure() && host != null && host.equals(other.host);
    }

    public Key key() {
        if (service == null || id == null) {
            throw new IllegalStateException("Not well-formed: " + this);
        }
        return new Key(service, id);
    }

    private static boolean notBlank(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    public record Key(String service, String id) {}
}
