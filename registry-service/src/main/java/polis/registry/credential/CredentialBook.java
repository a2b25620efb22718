package polis.registry.credential;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All credentials, in memory: a heartbeat asks no database, and the database may be away. */
@Component
public class CredentialBook {

    private final Credentials credentials;
    private volatile Picture picture = new Picture("", Map.of(), Set.of());

    CredentialBook(Credentials credentials) {
        this.credentials = credentials;
    }

    private record Picture(String mark, Map<String, Credentials.Kept> byUser, Set<String> reserved) {}

    /** The service that this is a credential of; null when it is none's. */
    public @Nullable String service(String username, String password) {
        Credentials.Kept kept = picture.byUser().get(username);
        return kept != null && kept.secret().fits(password) ? kept.service() : null;
    }

    /** Whether only its own credential may register this name: it has one, or a scheduler announced it. */
    public boolean reserved(String service) {
        return picture.reserved().contains(service);
    }

    /** Reads what changed, here or at another node. */
    public synchronized void refresh() {
        String mark = credentials.mark();
        if (!mark.equals(picture.mark())) {
            Map<String, Credentials.Kept> all = credentials.all();
            var reserved = new HashSet<>(credentials.driven());
            all.values().forEach(kept -> reserved.add(kept.service()));
            picture = new Picture(mark, all, Set.copyOf(reserved));
        }
    }
}
