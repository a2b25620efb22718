package polis.versionset.description;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.problem.ProblemException;
import polis.versionset.description.Descriptions.Pending;
import polis.versionset.revision.BecameCurrent;
import tools.jackson.databind.json.JsonMapper;

/** Publishes to the registry what the current revision says of each service, until the registry has taken it. */
@Component
class DescriptionPublisher {

    private static final Logger log = LoggerFactory.getLogger(DescriptionPublisher.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Descriptions descriptions;
    private final RegistryClient registry;
    private final JsonMapper json;
    private final Clock clock;

    DescriptionPublisher(Descriptions descriptions, RegistryClient registry, JsonMapper json, Clock clock) {
        this.descriptions = descriptions;
        this.registry = registry;
        this.json = json;
        this.clock = clock;
    }

    /** Inside the transaction in which the revision becomes current, so that no description is forgotten. */
    @EventListener
    void queue(BecameCurrent revision) {
        var services = revision.manifest().services();
        descriptions.removeAllBut(services.keySet());
        services.forEach((name, service) -> descriptions.put(name, revision.revision(),
                json.writeValueAsString(ServiceDescription.of(service)), clock.instant()));
    }

    @Scheduled(fixedDelayString = "${polis.description.poll:PT0.25S}")
    void publish() {
        try {
            Optional<Pending> next = descriptions.take(clock.instant(), LEASE);
            while (next.isPresent() && isSent(next.get())) {
                next = descriptions.take(clock.instant(), LEASE);
            }
        } catch (DataAccessException | TransactionException databaseAway) {
            log.debug("The descriptions wait for the database: {}", databaseAway.toString());
        }
    }

    private boolean isSent(Pending pending) {
        try {
            describe(pending);
            descriptions.sent(pending);
            return true;
        } catch (RestClientException | ProblemException refused) {
            log.atLevel(pending.attempts() == 1 ? Level.WARN : Level.DEBUG).log(
                    "The registry did not take the description of {}; it is sent again within 5 s: {}",
                    pending.service(), refused.toString());
            descriptions.postpone(pending, clock.instant().plus(pause(pending.attempts())), refused.toString());
            return false;
        }
    }

    private void describe(Pending pending) {
        try {
            registry.describe(pending.service(), "*", pending.body());
        } catch (HttpClientErrorException unknown) {
            if (unknown.getStatusCode() != HttpStatus.PRECONDITION_FAILED
                    && unknown.getStatusCode() != HttpStatus.NOT_FOUND) {
                throw unknown;
            }
            registry.describe(pending.service(), null, pending.body());
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

}
