package polis.registry.catalog;

import java.util.List;
import polis.registry.description.DescriptionChange;
import polis.registry.description.DescriptionChange.FieldChange;
import polis.registry.description.DescriptionChange.Outcome;

/**
 * What an import changed, or would change.
 *
 * @param services every service of the catalogue, by name
 * @param skipped documents that describe no service
 */
record ImportReport(boolean dryRun, int created, int changed, int unchanged, List<ServiceChange> services,
        List<Skipped> skipped) {

    /**
     * What becomes of one service.
     *
     * @param document the number of the document that describes it, from 0
     */
    record ServiceChange(String name, int document, Outcome outcome, List<FieldChange> changes) {}

    /** A document that was let pass. */
    record Skipped(int document, String kind, String name, String reason) {}

    static ImportReport of(boolean dryRun, Entries entries, List<DescriptionChange> changes, List<Skipped> skipped) {
        return new ImportReport(dryRun, count(changes, Outcome.CREATED), count(changes, Outcome.CHANGED),
                count(changes, Outcome.UNCHANGED), changes.stream().map(change -> new ServiceChange(change.name(),
                        entries.document(change.name()), change.outcome(), change.changes())).toList(),
                skipped);
    }

    private static int count(List<DescriptionChange> changes, Outcome outcome) {
        return (int) changes.stream().filter(change -> change.outcome() == outcome).count();
    }
}
