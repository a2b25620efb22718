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
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edit;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Finds the maps that a check is about, and compares them. */
@Component
class Checks {

    private final MapService maps;
    private final Baselines baselines;

    Checks(MapService maps, Baselines baselines) {
        this.maps = maps;
        this.baselines = baselines;
    }

    CheckView run(CheckRequest request, @Nullable Instant from, @Nullable Instant to) {
        List<Rule> rules = request.policy().rules();
        if (rules.isEmpty()) {
            throw invalid("/policy",
                    "must name at least one rule: noNewCycle, maxDepth, noUndeclaredEdge, noTierInversion", null);
        }
        Past past = past(request.baseline());
        RenderedMap rendered = maps.render(from, to);
        DependencyMap map = candidate(rendered, request.candidate());
        List<CheckView.Finding> findings = new Inspection(map, past).of(request.policy());
        return new CheckView(findings.stream().noneMatch(CheckView.Finding::isNew), rendered.range().from(),
                rendered.range().to(), past.use(), map.measure(), rules.stream().map(Rule::id).toList(), findings,
                rendered.notices());
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
            return Past.of(maps.render(at.minus(Duration.ofHours(1)), at).map(), new CheckView.BaselineUse(null, at));
        }
        List<CheckRequest.Edge> named = chosen.edges() == null ? List.of() : chosen.edges();
        List<Past.Ends> edges = named.stream().map(edge -> new Past.Ends(edge.from(), edge.to())).distinct().toList();
        return Past.of(edges, Set.copyOf(edges), null, new CheckView.BaselineUse(null, null));
    }

    private Past stored(String name) {
        Baseline baseline = baselines.find(name).orElseThrow(
                () -> invalid("/baseline/name", "is not kept here", Nearest.of(name, baselines.names()).orElse(null)));
        List<Past.Ends> edges = baseline.edges().stream().map(edge -> new Past.Ends(edge.from(), edge.to())).distinct()
                .toList();
        return Past.of(edges,
                baseline.edges().stream().filter(Baseline.BaselineEdge::observed)
                        .map(edge -> new Past.Ends(edge.from(), edge.to())).collect(Collectors.toSet()),
                baseline.depth(), new CheckView.BaselineUse(name, baseline.takenAt()));
    }

    /** Returns the map with what a deployment would add. */
    private static DependencyMap candidate(RenderedMap rendered, CheckRequest.@Nullable Candidate candidate) {
        if (candidate == null) {
            return rendered.map();
        }
        List<Change> changes = new ArrayList<>();
        // Who is there already is only named once more.
        candidate.newServices().stream().filter(service -> rendered.map().topology().numberOf(service.name()) < 0)
                .forEach(service -> changes
                        .add(new Change.AddService(service.name(), service.tier(), service.owner(), service.domain())));
        candidate.newTopics().stream().filter(topic -> rendered.map().topology().numberOf(topic) < 0)
                .forEach(topic -> changes.add(new Change.AddTopic(topic)));
        int before = changes.size();
        changes.addAll(candidate.newEdges());
        var edit = Edit.of(rendered.map(), rendered.catalog().entries(), rendered.seconds(), changes);
        if (!edit.mistakes().isEmpty()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The candidate does not fit the map: list new services and topics in its services and topics.", edit
                            .mistakes().stream().map(
                                    mistake -> new FieldError(
                                            mistake.change() < before
                                                    ? FieldError.pointer("candidate")
                                                    : FieldError.pointer("candidate", "edges",
                                                            mistake.change() - before, mistake.field()),
                                            mistake.message(), mistake.suggestion()))
                            .toList());
        }
        return new DependencyMap(edit.topology(), edit.entries(), rendered.seconds());
    }

    private static ProblemException invalid(String pointer, String message, @Nullable String suggestion) {
        return new ProblemException(StandardProblem.INVALID_REQUEST,
                "The check is not valid: correct the fields in errors.",
                List.of(new FieldError(pointer, message, suggestion)));
    }
}
