package polis.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.terminal.Words;

/**
 * What the services have accepted and must not lose: revisions, transitions, operations, and the calls counted on each
 * edge of the map since the story began.
 */
record Snapshot(List<String> revisions, List<String> operations, List<String> transitions, Map<String, Long> calls) {

    static Snapshot of(StepContext context) {
        List<String> revisions = Json.items(context.get(PolisService.VERSIONSET, "/api/v1/revisions?limit=100"))
                .map(revision -> Json.text(revision, "number") + " " + Json.text(revision, "digest")).toList();
        List<String> operations = Json.items(context.get(PolisService.SCHEDULER, "/api/v1/operations?limit=100"))
                .map(operation -> Json.text(operation, "id")).toList();
        List<String> transitions = Json
                .items(context.get(PolisService.REGISTRY,
                        "/api/v1/services/" + Shop.CHANGING + "/transitions?limit=200"))
                .map(transition -> Json.text(transition, "seq")).toList();
        Map<String, Long> calls = new TreeMap<>();
        context.get(PolisService.MAP, "/api/v1/map?from=" + context.begin()).path("edges").valueStream()
                .forEach(edge -> calls.put(Json.text(edge, "from") + " → " + Json.text(edge, "to"),
                        edge.path("calls").asLong()));
        return new Snapshot(revisions, operations, transitions, calls);
    }

    /** Returns what is missing from the later snapshot; empty when nothing was lost. */
    String lostIn(Snapshot later) {
        List<String> lost = new ArrayList<>();
        missing("revision", revisions, later.revisions, lost);
        missing("operation", operations, later.operations, lost);
        missing("transition", transitions, later.transitions, lost);
        calls.forEach((edge, count) -> {
            long now = later.calls.getOrDefault(edge, 0L);
            if (now < count) {
                lost.add(edge + " had " + count + " calls and has " + now);
            }
        });
        return String.join("; ", lost);
    }

    private static void missing(String what, List<String> before, List<String> after, List<String> lost) {
        before.stream().filter(entry -> !after.contains(entry)).forEach(entry -> lost.add(what + " " + entry));
    }

    String sentence() {
        long total = calls.values().stream().mapToLong(Long::longValue).sum();
        return Words.count(revisions.size(), "revision") + ", " + Words.count(operations.size(), "operation") + ", "
                + Words.count(transitions.size(), "transition") + " of " + Shop.CHANGING + " and "
                + Words.count(total, "call") + " on the map are still there";
    }
}
