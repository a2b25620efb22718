package polis.gateway.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Opens sessions, finds them by their cookies and ends them. Blocks: not for an event loop. */
@Component
public class Sessions {

    private static final int LONGEST_USER_AGENT = 200;

    /** So long nobody waits again for a database that did not answer. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final SecureRandom random = new SecureRandom();
    private final KnownSessions known = new KnownSessions();
    private final SessionRows rows;
    private final TokenRevocation tokens;
    private final SessionSettings settings;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.MIN;

    Sessions(SessionRows rows, TokenRevocation tokens, SessionSettings settings, Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A new session.
     *
     * @param token what it stands for: whose it is and how long it lasts
     * @return what the cookie holds
     */
    public String open(Jwt token, String role, @Nullable String address, @Nullable String userAgent) {
        Instant now = now();
        Instant ends = token.getExpiresAt() == null ? now : token.getExpiresAt().truncatedTo(ChronoUnit.MICROS);
        Session session = new Session(UUID.randomUUID(), token.getId(), token.getSubject(), role, now, ends, address,
                plain(userAgent));
        SessionSecret secret = SessionSecret.generate(random);
        List<Session> gone = rows.add(session, secret.digest(), secret.seal(token.getTokenValue()));
        known.put(secret.digest(), new KnownSessions.Known(session, token.getTokenValue(), now));
        for (Session ended : gone) {
            known.remove(ended.id());
            // Those of other people are not this one's to revoke; but nobody can unlock them any more.
            tokens.revoke(ended.tokenId(), token.getTokenValue(), ended.expiresAt());
        }
        return secret.value();
    }

    /** The token of the session that a request belongs to. */
    public Optional<String> token(ServerHttpRequest request) {
        return find(request).map(KnownSessions.Known::token);
    }

    /** Ends the session that a request belongs to, and its token with it. */
    public void end(ServerHttpRequest request) {
        find(request).ifPresent(found -> end(found.session().id(), null, found.token()));
    }

    /**
     * Ends a session, and its token with it.
     *
     * @param subject whose it must be; null where it may be anybody's
     * @param bearer the token of the one who ends it
     * @return whether there was such a session
     */
    boolean end(UUID id, @Nullable String subject, String bearer) {
        Optional<Session> ended = rows.remove(id, subject);
        ended.ifPresent(session -> {
            known.remove(id);
            tokens.revoke(session.tokenId(), bearer, session.expiresAt());
        });
        return ended.isPresent();
    }

    List<Session> page(@Nullable String subject, @Nullable SessionCursor after, int limit) {
        return rows.page(subject, after, limit, now());
    }

    /** The session that a request belongs to, by the name that others call it. */
    Optional<UUID> id(ServerHttpRequest request) {
        return find(request).map(found -> found.session().id());
    }

    /** Takes out some of what is over; returns how many. */
    int forgetEnded(int most) {
        known.removeEnded(now());
        return rows.removeEnded(now(), most);
    }

    private Optional<KnownSessions.Known> find(ServerHttpRequest request) {
        return SessionCookie.shown(request).stream().map(this::find).flatMap(Optional::stream).findFirst();
    }

    private Optional<KnownSessions.Known> find(SessionSecret secret) {
        Instant now = now();
        String digest = secret.digest();
        KnownSessions.Known before = known.get(digest);
        if (before != null && !before.lives(now)) {
            before = null;
        }
        if (before != null && (before.checkedAt().plus(settings.recheck()).isAfter(now) || awayUntil.isAfter(now))) {
            return Optional.of(before);
        }
        try {
            Optional<KnownSessions.Known> found = rows.find(digest, now).flatMap(
                    row -> secret.open(row.token()).map(token -> new KnownSessions.Known(row.session(), token, now)));
            found.ifPresentOrElse(fresh -> known.put(digest, fresh), () -> known.remove(digest));
            return found;
        } catch (DataAccessException | TransactionException away) {
            if (before == null) {
                throw away;
            }
            awayUntil = now.plus(AWAY);
            return Optional.of(before);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String plain(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String plain = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= LONGEST_USER_AGENT ? plain : plain.substring(0, LONGEST_USER_AGENT);
    }
}
