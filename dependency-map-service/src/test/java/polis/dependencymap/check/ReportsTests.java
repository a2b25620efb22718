package polis.dependencymap.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import polis.dependencymap.rendering.Measure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HOSTILE = "a\"]]><x>&\u0007\\\nb";

    private final CheckView check = new CheckView(false, NOON, NOON, null, new Measure(2, 2, 2, 1, 1, 2),
            List.of("noNewCycle", "maxDepth", "noTierInversion"),
            List.of(new CheckView.Finding("noNewCycle", "new", HOSTILE + " closes a cycle", List.of(HOSTILE, "b"),
                    List.of(new CheckView.Ends(HOSTILE, "b", "sync"))),
                    new CheckView.Finding("noTierInversion", "unchanged", "old", List.of("b"), List.of())),
            List.of());

    @Test
    void junitHasATestCasePerRuleAndFailsOnWhatIsNew() throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.of(check))));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("a\"]]><x>&\uFFFD\\\nb");
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent()).contains("old");
    }

    @Test
    void sarifHasWhatReadersOfItNeed() {
        JsonMapper json = JsonMapper.shared();
        JsonNode log = json.readTree(json.writeValueAsString(Sarif.of(check, "manifest.yaml")));
        assertThat(log.get("version").asString()).isEqualTo("2.1.0");
        JsonNode run = log.at("/runs/0");
        assertThat(run.at("/tool/driver/name").asString()).isEqualTo("Polis");
        assertThat(run.get("results")).hasSize(2);
        JsonNode first = run.at("/results/0");
        assertThat(first.get("level").asString()).isEqualTo("error");
        assertThat(first.get("baselineState").asString()).isEqualTo("new");
        assertThat(first.at("/message/text").asString()).startsWith(HOSTILE);
        assertThat(run.at("/tool/driver/rules").valueStream().map(rule -> rule.get("id").asString()))
                .contains(first.get("ruleId").asString());
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
                .isEqualTo("manifest.yaml");
        assertThat(run.at("/results/1/level").asString()).isEqualTo("note");
        assertThat(json.writeValueAsString(Sarif.of(check, null))).doesNotContain("physicalLocation");
    }
}
