package polis.registry.finding;

import org.jspecify.annotations.Nullable;
import polis.registry.rule.Finding;
import polis.registry.rule.Kind;
import polis.registry.rule.Severity;

/**
 * A finding as callers see it.
 *
 * @param id stays the same as long as the same thing is wrong
 * @param related the other service that it is about, where there is one
 * @param acknowledgement missing where there is none, or where it has expired
 */
record FindingView(String id, Kind kind, Severity severity, String service, @Nullable String related,
        String explanation, String fix, @Nullable Acknowledgement acknowledgement) {

    static FindingView of(Finding finding, @Nullable Acknowledgement acknowledgement) {
        return new FindingView(finding.id(), finding.kind(), finding.severity(), finding.service(), finding.related(),
                finding.explanation(), finding.fix(), acknowledgement);
    }
}
