package polis.registry.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a description changes, or would change. */
public record DescriptionChange(String name, Outcome outcome, List<FieldChange> changes) {

    /** What became of the service. */
    public enum Outcome {
        CREATED, CHANGED, UNCHANGED
    }

    /**
     * One field.
     *
     * @param before missing where nothing was said
     * @param after missing where nothing is said any more
     */
    public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {}

    public static DescriptionChange of(String name, boolean created, boolean undescribed, Description before,
            Description after) {
        var changes = new ArrayList<FieldChange>();
        if (undescribed && !created) {
            changes.add(new FieldChange("undescribed", true, false));
        }
        for (Field field : Field.values()) {
            Object was = field.of(before.said());
            Object is = field.of(after.said());
            if (!Objects.equals(was, is)) {
                changes.add(new FieldChange(field.json(), created ? null : was, is));
            } else if (created && after.saidBy().containsKey(field.json())) {
                changes.add(new FieldChange(field.json(), null, is));
            }
        }
        return new DescriptionChange(name,
                created ? Outcome.CREATED : changes.isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED, changes);
    }
}
