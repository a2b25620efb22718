package polis.dependencymap.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format). */
final class Sarif {

    private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private Sarif() {}

    /**
     * Returns the log as a tree that can be written as JSON.
     *
     * @param artifact a file of the repository at which findings are shown, for tools that show none without
     */
    static Map<String, Object> of(CheckView check, @Nullable String artifact) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            rules.add(Map.of("id", rule.id(), "shortDescription", Map.of("text", rule.meaning())));
        }
        Map<String, Object> driver = Map.of("name", "Polis", "informationUri", "https://polis.dev", "rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", check.findings().stream().map(finding -> result(finding, artifact)).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> result(CheckView.Finding finding, @Nullable String artifact) {
        Map<String, Object> location = new LinkedHashMap<>();
        if (artifact != null) {
            location.put("physicalLocation",
                    Map.of("artifactLocation", Map.of("uri", artifact), "region", Map.of("startLine", 1)));
        }
        location.put("logicalLocations", finding.nodes().stream()
                .map(node -> Map.of("name", node, "fullyQualifiedName", node, "kind", "module")).toList());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.rule());
        result.put("level", finding.isNew() ? "error" : "note");
        result.put("baselineState", finding.state());
        result.put("message", Map.of("text", finding.message()));
        result.put("locations", List.of(location));
        result.put("partialFingerprints", Map.of("polis/v1", fingerprint(finding)));
        return result;
    }

    /** Returns an id that is the same for the same finding in every run. */
    private static String fingerprint(CheckView.Finding finding) {
        return "%08x%08x".formatted((finding.rule() + finding.nodes()).hashCode(), finding.edges().hashCode());
    }
}
