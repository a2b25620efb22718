package polis.dependencymap.check;

import java.util.List;
import polis.dependencymap.export.Xml;

/** A check as the XML that JUnit's Ant task writes and every CI system shows: a test case per rule. */
final class JUnitXml {

    private JUnitXml() {}

    static String of(CheckView check) {
        long failures = check.rules().stream().filter(rule -> !failing(check, rule).isEmpty()).count();
        var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(
                "<testsuites name=\"polis\" tests=\"%d\" failures=\"%d\">\n".formatted(check.rules().size(), failures));
        out.append(
                "  <testsuite name=\"architecture\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" timestamp=\"%s\">\n"
                        .formatted(check.rules().size(), failures, check.to()));
        for (String rule : check.rules()) {
            out.append("    <testcase classname=\"polis.architecture\" name=\"%s\">\n".formatted(Xml.text(rule)));
            List<CheckView.Finding> failing = failing(check, rule);
            if (!failing.isEmpty()) {
                out.append("      <failure type=\"%s\" message=\"%s\">".formatted(Xml.text(rule),
                        Xml.text(failing.size() == 1
                                ? failing.getFirst().message()
                                : failing.size() + " findings, the first: " + failing.getFirst().message())));
                failing.forEach(finding -> out.append(Xml.text(finding.message())).append('\n'));
                out.append("</failure>\n");
            }
            List<CheckView.Finding> known = check.findings().stream()
                    .filter(finding -> finding.rule().equals(rule) && !finding.isNew()).toList();
            if (!known.isEmpty()) {
                out.append("      <system-out>Not new:\n");
                known.forEach(finding -> out.append(Xml.text(finding.message())).append('\n'));
                out.append("</system-out>\n");
            }
            out.append("    </testcase>\n");
        }
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static List<CheckView.Finding> failing(CheckView check, String rule) {
        return check.findings().stream().filter(finding -> finding.rule().equals(rule) && finding.isNew()).toList();
    }
}
