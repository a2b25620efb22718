package polis.registry.finding;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.registry.rule.Finding;
import polis.registry.rule.Kind;
import polis.registry.rule.Severity;

/**
 * Which findings are wanted; an empty set matches all.
 *
 * @param acknowledged nothing where it does not matter
 */
record FindingFilter(Set<Severity> severities, Set<Kind> kinds, Set<String> services, @Nullable Boolean acknowledged) {

    boolean admits(Finding finding, @Nullable Acknowledgement acknowledgement) {
        return (severities.isEmpty() || severities.contains(finding.severity()))
                && (kinds.isEmpty() || kinds.contains(finding.kind()))
                && (services.isEmpty() || services.contains(finding.service()))
                && (acknowledged == null || acknowledged == (acknowledgement != null));
    }
}
