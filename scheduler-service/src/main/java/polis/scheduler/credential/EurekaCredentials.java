package polis.scheduler.credential;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

import polis.problem.ProblemException;
import polis.scheduler.peer.PeerClients;
import polis.scheduler.peer.Peers;

/**
 * The credential of each service, made by the registry when the first instance is started. It is kept, encrypted by the
 * scheduler's own secret: so a restarted scheduler can start instances while the registry is away, and asks for no new one each
 * time, which would use up the few that a service may have.
 */
@Component
public class EurekaCredentials {

    private static final Logger log = LoggerFactory.getLogger(EurekaCredentials.class);

    /** More than a service may have. */
    private static final int ALL = 1000;

    /** What has just been made may not be seen to be needed yet. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private final CredentialClient registry;

    private final KeptCredentials kept;

    private final Seal seal;

    private final InstantSource clock;

    private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();

    EurekaCredentials(PeerClients clients, Peers peers, KeptCredentials kept, Environment environment,
            InstantSource clock) {
        this.registry = clients.client(peers.registry(), CredentialClient.class);
        this.kept = kept;
        this.seal = new Seal(environment.getProperty("polis.security.client.secret",
                environment.getProperty("polis.security.client-secret", "")));
        this.clock = clock;
    }

    /**
     * The service's credential. One that the registry does not know any more is replaced; while the registry is away the one that is
     * kept will do.
     *
     * @throws RestClientException when there is none yet and the registry does not make one
     * @throws ProblemException likewise
     */
    public Credential of(String service) {
        synchronized (locks.computeIfAbsent(service, absent -> new Object())) {
            return known(service).filter(credential -> holds(service, credential)).orElseGet(() -> make(service));
        }
    }

    /** The one that is kept here, whether the registry knows it still or not. */
    public Optional<Credential> known(String service) {
        return kept.find(service).flatMap(row -> seal.open(row.password(), row.service())
                .map(password -> new Credential(row.username(), password)));
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

    private Credential make(String service) {
        Credential made = registry.make(service);
        kept.put(new KeptCredentials.Row(service, made.username(), seal.close(made.password(), service)),
                clock.instant());
        log.info("The instances of {} register as {}", service, made.username());
        return made;
    }

    /** Ends the credentials of all services but these. */
    public void keepOnly(Set<String> services) {
        for (KeptCredentials.Row row : kept.madeBefore(clock.instant().minus(NEW))) {
            if (!services.contains(row.service())) {
                try {
                    registry.delete(row.service(), row.username());
                } catch (HttpClientErrorException.NotFound ended) {
                    log.debug("{} has ended already", row.username());
                } catch (RestClientException | ProblemException away) {
                    log.debug("{} is ended later", row.username(), away);
                    return;
                }
                kept.delete(row.service(), row.username());
                locks.remove(row.service());
                log.info("{} has no instances any more: {} is ended", row.service(), row.username());
            }
        }
    }
}
