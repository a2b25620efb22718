package polis.versionset.revision;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestJson;
import tools.jackson.databind.JsonNode;

/** Records revisions, one at a time: their numbers have no gap, and everyone agrees which is the current one. */
@Component
public class RevisionLog {

    /** The current revision, as far as others need it. */
    public record Current(long number, String architecture) {}

    /**
     * What recording a manifest did.
     *
     * @param changed whether there was anything new to record
     */
    public record Entry(long revision, boolean changed) {}

    /**
     * What recording a manifest would change.
     *
     * @param revision the current one; null before the first
     * @param diff as a JSON Patch
     */
    public record Preview(@Nullable Long revision, boolean changed, JsonNode diff) {}

    private final Revisions revisions;
    private final Feed feed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevisionLog(Revisions revisions, Feed feed, ApplicationEventPublisher events, Clock clock) {
        this.revisions = revisions;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    public Optional<Current> current() {
        return revisions.current().map(revision -> new Current(revision.number(), revision.architecture()));
    }

    /** Records the manifest as a new revision, unless it equals the current one. */
    @Transactional
    public Entry record(Manifest manifest, String author) {
        String json = ManifestJson.write(manifest);
        String digest = ManifestJson.digest(json);
        revisions.lock();
        Optional<Revision> current = revisions.current();
        if (current.isPresent() && current.get().digest().equals(digest)) {
            return new Entry(current.get().number(), false);
        }
        Revision revision = revisions.saveAndFlush(
                new Revision(revisions.last() + 1, manifest.architecture(), json, digest, clock.instant(), author));
        events.publishEvent(new BecameCurrent(revision.number(), manifest));
        feed.append("RevisionRecorded", Long.toString(revision.number()), revision.summary());
        return new Entry(revision.number(), true);
    }

    public Preview preview(Manifest manifest) {
        String json = ManifestJson.write(manifest);
        Optional<Revision> current = revisions.current();
        JsonNode now = current.map(revision -> ManifestJson.tree(revision.json())).orElse(ManifestDiff.NOTHING);
        return new Preview(current.map(Revision::number).orElse(null),
                current.isEmpty() || !current.get().digest().equals(ManifestJson.digest(json)),
                ManifestDiff.between(now, ManifestJson.tree(json)));
    }

    @Transactional
    Revision conclude(long number, OutcomeRequest outcome) {
        revisions.lock();
        Revision revision = find(number);
        Optional<Long> current = revisions.currentNumber();
        if (revision.conclude(outcome.status().status(), outcome.reason())) {
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
                "There is no revision " + number + "; GET /api/v1/revisions lists those that exist."));
    }

}
