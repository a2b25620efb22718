package polis.scheduler.workload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.problem.ProblemException;
import polis.security.seal.SealException;
import polis.security.seal.SealKey;

/**
 * The credential of each service, made by the registry when the first instance is started. It is kept, sealed by the
 * scheduler's own secret: so a restarted scheduler can start instances while the registry is away, and asks for no new
 * one each time, which would use up the few that a service may have. One that is old is replaced when the next instance
 * is started, and ends with the last instance that was started with it.
 */
// ADR 76
@Component
@EnableConfigurationProperties(CredentialSettings.class)
class EurekaCredentials implements Credentials {

    private static final Logger log = LoggerFactory.getLogger(EurekaCredentials.class);

    /** More than a service may have. */
    private static final int ALL = 1000;

    /** What has just been made may not be seen to be needed yet. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private final CredentialClient registry;
    private final KeptCredentials kept;
    private final SealKey seal;
    private final Duration renewAfter;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();

    EurekaCredentials(PeerClients clients, Peers peers, KeptCredentials kept, CredentialSettings settings,
            Environment environment, InstantSource clock) {
        this.registry = clients.client(CredentialClient.class, peers.registry());
        this.kept = kept;
        this.seal = SealKey.of(environment.getProperty("polis.security.client.secret",
                environment.getProperty("polis.security.client-secret", "")), "polis scheduler seal");
        this.renewAfter = settings.renewAfter();
        this.clock = clock;
    }

    @Override
    public Credential of(String service, Instant startedAt) {
        Instant now = startedAt.truncatedTo(ChronoUnit.MICROS);
        synchronized (locks.computeIfAbsent(service, absent -> new Object())) {
            List<KeptCredentials.Row> rows = kept.of(service);
            KeptCredentials.Row current = rows.isEmpty() ? null : rows.getFirst();
            Credential known = current == null || current.supersededAt() != null ? null : opened(current);
            if (current == null || known == null || !holds(service, known)) {
                return make(service, now);
            }
            // While instances still hold the one before there are two already.
            boolean due = rows.size() == 1 && !now.isBefore(current.madeAt().plus(renewAfter));
            return due ? renewed(service, known, now) : known;
        }
    }

    private Credential renewed(String service, Credential old, Instant now) {
        try {
            return make(service, now);
        } catch (RestClientException | ProblemException refused) {
            log.warn("{} is older than {} and could not be replaced: {}", old, renewAfter, refused.getMessage());
            return old;
        }
    }

    @Override
    public Optional<Credential> handed(String service, @Nullable Instant startedAt) {
        return kept.of(service).reversed().stream()
                .filter(row -> row.supersededAt() == null || wasCurrent(row.supersededAt(), startedAt)).findFirst()
                .map(this::opened);
    }

    private static boolean wasCurrent(Instant until, @Nullable Instant at) {
        return at != null && at.isBefore(until);
    }

    /** Nothing where it was sealed by another secret. */
    private @Nullable Credential opened(KeptCredentials.Row row) {
        try {
            return new Credential(row.username(), seal.open(row.password(), place(row.service())));
        } catch (SealException unreadable) {
            log.warn("Replacing {}, which cannot be decrypted with the present client secret: {}", row.username(),
                    unreadable.getMessage());
            return null;
        }
    }

    private static String place(String service) {
        return "eureka_credential " + service;
    }

    private boolean holds(String service, Credential credential) {
        try {
            return registry.list(service, ALL).items().stream()
                    .anyMatch(listed -> listed.username().equals(credential.username()));
        } catch (RestClientException | ProblemException away) {
            log.debug("Whether {} still holds cannot be asked", credential, away);
            return true;
        }
    }

    private Credential make(String service, Instant now) {
        Credential made = registry.make(service);
        kept.put(service, made.username(), seal.seal(made.password(), place(service)), now);
        log.info("The instances of {} register as {}", service, made.username());
        return made;
    }

    @Override
    public void keepOnly(Set<String> services, Map<String, Instant> oldest) {
        Instant then = clock.instant().minus(NEW);
        for (KeptCredentials.Row row : kept.all()) {
            if (ended(row, services, oldest.get(row.service()), then)) {
                try {
                    registry.delete(row.service(), row.username());
                } catch (HttpClientErrorException.NotFound ended) {
                    log.debug("{} has ended already", row.username());
                } catch (RestClientException | ProblemException away) {
                    log.debug("{} is ended later", row.username(), away);
                    return;
                }
                kept.delete(row.service(), row.username());
                if (!services.contains(row.service())) {
                    locks.remove(row.service());
                }
                log.info("Ended {}, which no instance of {} holds any more", row.username(), row.service());
            }
        }
    }

    private static boolean ended(KeptCredentials.Row row, Set<String> services, @Nullable Instant oldest,
            Instant then) {
        Instant superseded = row.supersededAt();
        if (!services.contains(row.service())) {
            return row.madeAt().isBefore(then);
        }
        return superseded != null && superseded.isBefore(then) && (oldest == null || !oldest.isBefore(superseded));
    }
}
