package polis.registry.credential;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

// ADR 76
/** All credentials, in memory: a heartbeat needs no database, which may be away. */
@Component
public class CredentialCache {

    private final Credentials credentials;
    private volatile Snapshot latest = new Snapshot("", Map.of(), Set.of());

    CredentialCache(Credentials credentials) {
        this.credentials = credentials;
    }

    private record Snapshot(String version, Map<String, Credentials.StoredCredential> byUser, Set<String> reserved) {}

    /** Returns the service that this is a credential of; null where it is none. */
    public @Nullable String service(String username, String password) {
        Credentials.StoredCredential stored = latest.byUser().get(username);
        return stored != null && stored.secret().matches(password) ? stored.service() : null;
    }

    /** Returns whether only its own credential may register this name: it has one, or a scheduler announced it. */
    public boolean reserved(String service) {
        return latest.reserved().contains(service);
    }

    /** Reads what changed, here or at another node. */
    public synchronized void refresh() {
        String version = credentials.version();
        if (!version.equals(latest.version())) {
            Map<String, Credentials.StoredCredential> all = credentials.all();
            var reserved = new HashSet<>(credentials.managedServices());
            all.values().forEach(stored -> reserved.add(stored.service()));
            latest = new Snapshot(version, all, Set.copyOf(reserved));
        }
    }
}
