package polis.versionset.revision;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestJson;

/** Writes revisions, one at a time, so that their numbers have no gap and everyone agrees which is the current one. */
@Component
class Ledger {

    private final Revisions revisions;
    private final Feed feed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ledger(Revisions revisions, Feed feed, ApplicationEventPublisher events, Clock clock) {
        this.revisions = revisions;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /** @param changed whether there was anything new to record */
    record Entry(Revision revision, boolean changed) {}

    /** Records the manifest as a new revision, unless it is what the current one says. */
    @Transactional
    Entry record(Manifest manifest, String author) {
        String json = ManifestJson.write(manifest);
        String digest = ManifestJson.digest(json);
        revisions.lock();
        Optional<Revision> current = revisions.current();
        if (current.isPresent() && current.get().digest().equals(digest)) {
            return new Entry(current.get(), false);
        }
        Revision revision = revisions.saveAndFlush(
                new Revision(revisions.last() + 1, manifest.metadata().name(), json, digest, clock.instant(), author));
        events.publishEvent(new BecameCurrent(revision.number(), manifest));
        feed.append("RevisionRecorded", Long.toString(revision.number()), revision.summary());
        return new Entry(revision, true);
    }

    @Transactional
    Revision turnOut(long number, OutcomeRequest outcome) {
        revisions.lock();
        Revision revision = find(number);
        Optional<Long> current = revisions.currentNumber();
        if (revision.turnOut(outcome.status().status(), outcome.reason())) {
            revisions.flush();
            if (outcome.status() == OutcomeRequest.Status.HEALTHY) {
                events.publishEvent(new RanHealthy(number, revision.architecture(), revision.manifest().versions()));
            } else {
                revisions.current().filter(back -> !current.equals(Optional.of(back.number())))
                        .ifPresent(back -> events.publishEvent(new BecameCurrent(back.number(), back.manifest())));
            }
            feed.append(outcome.status().event(), Long.toString(number), revision.summary());
        }
        return revision;
    }

    Revision find(long number) {
        return revisions.findById(number).orElseThrow(() -> new ProblemException(StandardProblem.NOT_FOUND,
                "There is no revision " + number + "; GET /api/v1/revisions lists those that there are."));
    }

}
