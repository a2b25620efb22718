package polis.gateway.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sessions that were used last, in memory: between two looks into the database, and while that is away. */
final class KnownSessions {

    private static final int MOST = 1_000;

    private final Map<String, Known> byDigest = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** @param checkedAt when the database had it last */
    record Known(Session session, String token, Instant checkedAt) {

        boolean lives(Instant now) {
            return session.expiresAt().isAfter(now);
        }

        @Override
        public String toString() {
            return "Known[session=" + session + "]";
        }
    }

    synchronized @Nullable Known get(String digest) {
        return byDigest.get(digest);
    }

    synchronized void put(String digest, Known known) {
        byDigest.put(digest, known);
    }

    synchronized void remove(String digest) {
        byDigest.remove(digest);
    }

    synchronized void remove(UUID id) {
        byDigest.values().removeIf(known -> known.session().id().equals(id));
    }

    synchronized void removeEnded(Instant now) {
        byDigest.values().removeIf(known -> !known.lives(now));
    }
}
