package polis.registry.finding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.feed.Feed;
import polis.paging.Page;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.eureka.RegistrationRefusals;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Inventory;
import polis.registry.inventory.Snapshot;
import polis.registry.lifecycle.State;
import polis.registry.liveness.LivenessReport;
import polis.registry.rule.Facts;
import polis.registry.rule.Finding;
import polis.registry.rule.Rules;

// ADR 28
/** Derives the findings from the services as they are; they are never stored, so that none outlives its cause. */
@Component
class Findings {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** States in which an instance may be asked something. */
    private static final Set<State> SERVING = EnumSet.of(State.RUN, State.UPDATE, State.ROLLBACK, State.SCALE_OUT,
            State.SCALE_IN);

    private final Inventory inventory;
    private final Acknowledgements acknowledgements;
    private final Feed feed;
    private final LivenessReport liveness;
    private final RegistrationRefusals refusals;
    private final String registry;
    private final Clock clock;
    private final TransactionTemplate writing;
    private volatile Evaluated latest = new Evaluated(-1, List.of());

    Findings(Inventory inventory, Acknowledgements acknowledgements, Feed feed, LivenessReport liveness,
            RegistrationRefusals refusals, @Value("${spring.application.name}") String registry, Clock clock,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.acknowledgements = acknowledgements;
        this.feed = feed;
        this.liveness = liveness;
        this.refusals = refusals;
        this.registry = registry;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
    }

    private record Evaluated(long seq, List<Finding> findings) {}

    Page<FindingView> page(FindingFilter filter, int limit, @Nullable String cursor) {
        Map<String, Acknowledgement> acknowledged = acknowledgements.inForce(clock.instant());
        var found = new ArrayList<FindingView>();
        for (Finding finding : evaluated()) {
            Acknowledgement acknowledgement = acknowledged.get(finding.id());
            if (found.size() <= limit && filter.admits(finding, acknowledgement)
                    && (cursor == null || position(finding).compareTo(cursor) > 0)) {
                found.add(FindingView.of(finding, acknowledgement));
            }
        }
        return Page.cut(found, limit, view -> position(view.severity().rank(), view.id()));
    }

    FindingView get(String id) {
        return FindingView.of(finding(id), acknowledgements.of(id, clock.instant()).orElse(null));
    }

    FindingView acknowledge(String id, AcknowledgementRequest request, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!request.until().isAfter(now) || request.until().isAfter(now.plus(LONGEST))) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "`until` must lie between now and 366 days from now.",
                    List.of(new FieldError("/until", "must lie between now and 366 days from now")));
        }
        Finding finding = finding(id);
        var said = new Acknowledgement(request.reason(), by, now, request.until().truncatedTo(ChronoUnit.MICROS));
        FindingView view = FindingView.of(finding, said);
        writing.executeWithoutResult(status -> {
            acknowledgements.put(id, said);
            feed.append("FindingAcknowledged", id, view);
        });
        return view;
    }

    /** Withdraws an acknowledgement, also of a finding that is no more; where there is none nothing happens. */
    void withdraw(String id) {
        writing.executeWithoutResult(status -> {
            if (acknowledgements.withdraw(id, clock.instant())) {
                feed.append("FindingUnacknowledged", id, Map.of("id", id));
            }
        });
    }

    private Finding finding(String id) {
        return evaluated().stream().filter(finding -> finding.id().equals(id)).findFirst()
                .orElseThrow(() -> new ProblemException(StandardProblem.NOT_FOUND,
                        "There is no finding %s, or it no longer applies. GET /api/v1/findings lists the current ones."
                                .formatted(id)));
    }

    private List<Finding> evaluated() {
        Snapshot snapshot = inventory.now();
        Evaluated evaluated = latest;
        if (evaluated.seq() != snapshot.seq()) {
            evaluated = new Evaluated(snapshot.seq(),
                    Rules.evaluate(snapshot.services().stream().map(Findings::facts).toList()));
            latest = evaluated;
        }
        return withLivenessFindings(evaluated.findings());
    }

    /** Leases change without an event, so that their findings are derived each time. */
    private List<Finding> withLivenessFindings(List<Finding> recorded) {
        var all = new ArrayList<>(recorded);
        liveness.suspects()
                .forEach((service, suspects) -> all.add(Rules.suspects(service, suspects.all(), suspects.answering())));
        liveness.degradation().ifPresent(why -> all.add(Rules.degraded(registry, why)));
        refusals.why().ifPresent(why -> all.add(Rules.refusedRegistrations(registry, why)));
        if (all.size() == recorded.size()) {
            return recorded;
        }
        all.sort(Rules.ORDER);
        return all;
    }

    private static Facts facts(Entry entry) {
        boolean updating = entry.lifecycle() == State.UPDATE || entry.lifecycle() == State.ROLLBACK;
        return new Facts(entry.name(), entry.tier(), entry.owner(), entry.described(), updating, entry.dependsOn(),
                entry.versionsIn(SERVING::contains));
    }

    private static String position(Finding finding) {
        return position(finding.severity().rank(), finding.id());
    }

    /** Returns the position of a finding in the list, as a cursor. */
    private static String position(int severity, String id) {
        return severity + "." + id;
    }
}
