package polis.security;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token with which this service calls its peers, got by OAuth 2 client credentials. It is renewed in the background
 * from half of its life on, and serves until its end while the issuer is away.
 */
public final class ServiceToken {

    private static final Logger log = LoggerFactory.getLogger(ServiceToken.class);

    /** A token is not handed out in its last moments, in which it could end on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final IssuerHttp http;
    private final URI address;
    private final SecurityProperties.Client client;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile Instant attemptedAt = Instant.MIN;

    ServiceToken(IssuerHttp http, URI address, SecurityProperties.Client client, InstantSource clock) {
        this.http = http;
        this.address = address;
        this.client = client;
        this.clock = clock;
    }

    /**
     * The token, without the word Bearer. Blocks, for at most 5 seconds, only when none is held.
     *
     * @throws ServiceTokenUnavailableException when none is held and none can be had
     */
    public String value() {
        Instant now = clock.instant();
        Held current = held;
        if (current != null && current.serves(now)) {
            if (now.isAfter(current.renewAt) && mayAttempt(now)) {
                Thread.ofVirtual().name("service-token").start(this::renew);
            }
            return current.token;
        }
        fetching.lock();
        try {
            // Another caller may have got one while this one waited.
            Held arrived = held;
            return arrived != null && arrived.serves(now) ? arrived.token : fetch().token;
        } finally {
            fetching.unlock();
        }
    }

    /** Drops the token that a peer refused, so that the next call gets a new one. */
    public void refused(String token) {
        Held current = held;
        if (current != null && current.token.equals(token)) {
            this.held = null;
        }
    }

    private void renew() {
        if (!fetching.tryLock()) {
            return;
        }
        try {
            fetch();
        } catch (ServiceTokenUnavailableException away) {
            log.debug("The token cannot be renewed yet", away);
        } finally {
            fetching.unlock();
        }
    }

    private boolean mayAttempt(Instant now) {
        return attemptedAt.isBefore(now.minus(BETWEEN_ATTEMPTS));
    }

    private Held fetch() {
        if (client.id() == null || client.secret() == null) {
            throw new ServiceTokenUnavailableException("This service has no client id and secret to call others with.",
                    null);
        }
        Instant now = clock.instant();
        if (!mayAttempt(now)) {
            throw new ServiceTokenUnavailableException(unavailable(), null);
        }
        this.attemptedAt = now;
        try {
            Map<String, Object> answer = JSONObjectUtils
                    .parse(http.postForm(address, client.id(), client.secret(), "grant_type=client_credentials"));
            String token = JSONObjectUtils.getString(answer, "access_token");
            if (token == null) {
                throw new ParseException("no access_token", 0);
            }
            Held fresh = Held.of(token, now, Duration.ofSeconds(JSONObjectUtils.getLong(answer, "expires_in")));
            this.held = fresh;
            // A token that a peer refuses may be replaced at once; only failures are spaced.
            this.attemptedAt = Instant.MIN;
            return fresh;
        } catch (IOException | ParseException away) {
            log.warn("No token to call peers with: {}", away.getMessage());
            throw new ServiceTokenUnavailableException(unavailable(), away);
        }
    }

    private static String unavailable() {
        return "This request needs another service, and there is no token to call it with now. Try again in a moment.";
    }

    private record Held(String token, Instant renewAt, Instant endsAt) {

        static Held of(String token, Instant now, Duration life) {
            return new Held(token, now.plus(life.dividedBy(2)), now.plus(life).minus(MARGIN));
        }

        boolean serves(Instant now) {
            return now.isBefore(endsAt);
        }
    }
}
