package polis.dependencymap.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.change.Change;
import polis.dependencymap.city.Alteration;
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Sheet;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Finds the cities that a check is about, and holds one against the other. */
@Component
class Checks {

    private final Atlas atlas;
    private final Baselines baselines;

    Checks(Atlas atlas, Baselines baselines) {
        this.atlas = atlas;
        this.baselines = baselines;
    }

    CheckView run(CheckRequest request, @Nullable Instant from, @Nullable Instant to) {
        List<Rule> rules = request.policy().rules();
        if (rules.isEmpty()) {
            throw invalid("/policy",
                    "must name at least one rule: noNewCycle, maxDepth, noUndeclaredEdge, noTierInversion", null);
        }
        Past past = past(request.baseline());
        Sheet sheet = atlas.sheet(from, to);
        City city = candidate(sheet, request.candidate());
        List<CheckView.Finding> findings = new Inspection(city, past).of(request.policy());
        return new CheckView(findings.stream().noneMatch(CheckView.Finding::isNew), sheet.range().from(),
                sheet.range().to(), past.use(), city.measure(), rules.stream().map(Rule::id).toList(), findings,
                sheet.notices());
    }

    private Past past(CheckRequest.@Nullable Baseline chosen) {
        if (chosen == null) {
            return Past.none();
        }
        if (Stream.of(chosen.name(), chosen.at(), chosen.edges()).filter(each -> each != null).count() != 1) {
            throw invalid("/baseline", "must have one of name, at and edges", null);
        }
        if (chosen.name() != null) {
            return stored(chosen.name());
        }
        if (chosen.at() != null) {
            Instant at = chosen.at();
            return Past.of(atlas.sheet(at.minus(Duration.ofHours(1)), at).city(), new CheckView.BaselineUse(null, at));
        }
        List<CheckRequest.Edge> edges = chosen.edges() == null ? List.of() : chosen.edges();
        List<Past.Ends> roads = edges.stream().map(edge -> new Past.Ends(edge.from(), edge.to())).distinct().toList();
        return Past.of(roads, Set.copyOf(roads), null, new CheckView.BaselineUse(null, null));
    }

    private Past stored(String name) {
        Baseline baseline = baselines.find(name).orElseThrow(
                () -> invalid("/baseline/name", "is not kept here", Nearest.of(name, baselines.names()).orElse(null)));
        List<Past.Ends> roads = baseline.roads().stream().map(road -> new Past.Ends(road.from(), road.to())).distinct()
                .toList();
        return Past.of(roads,
                baseline.roads().stream().filter(Baseline.BaselineRoad::observed)
                        .map(road -> new Past.Ends(road.from(), road.to())).collect(Collectors.toSet()),
                baseline.depth(), new CheckView.BaselineUse(name, baseline.takenAt()));
    }

    /** The city with what a deployment would add. */
    private static City candidate(Sheet sheet, CheckRequest.@Nullable Candidate candidate) {
        if (candidate == null) {
            return sheet.city();
        }
        List<Change> changes = new ArrayList<>();
        // Who is there already is only named once more.
        candidate.newServices().stream().filter(service -> sheet.city().roads().numberOf(service.name()) < 0)
                .forEach(service -> changes
                        .add(new Change.AddService(service.name(), service.tier(), service.owner(), service.domain())));
        candidate.newTopics().stream().filter(topic -> sheet.city().roads().numberOf(topic) < 0)
                .forEach(topic -> changes.add(new Change.AddTopic(topic)));
        int before = changes.size();
        changes.addAll(candidate.roads());
        var alteration = Alteration.of(sheet.city(), sheet.catalog().entries(), sheet.seconds(), changes);
        if (!alteration.mistakes().isEmpty()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The candidate does not fit the map. What is new has to be listed in its services or topics.",
                    alteration
                            .mistakes().stream().map(
                                    mistake -> new FieldError(
                                            mistake.change() < before
                                                    ? FieldError.pointer("candidate")
                                                    : FieldError.pointer("candidate", "edges",
                                                            mistake.change() - before, mistake.field()),
                                            mistake.message(), mistake.suggestion()))
                            .toList());
        }
        return new City(alteration.roads(), alteration.entries(), sheet.seconds());
    }

    private static ProblemException invalid(String pointer, String message, @Nullable String suggestion) {
        return new ProblemException(StandardProblem.INVALID_REQUEST, "The check is not valid.",
                List.of(new FieldError(pointer, message, suggestion)));
    }
}
