package polis.registry.description;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

// ADR 25
/**
 * What is known of a service, and who said it. Several sources describe one service: a manifest its tier and
 * dependencies, a catalogue its links, a person who is on call. Each replaces and withdraws what it said itself; of a
 * field that two name, the last word counts.
 *
 * @param said every field, those that nobody named with their usual value
 * @param saidBy source by field, for the fields that somebody named
 */
public record Description(ServiceDescription said, SortedMap<String, String> saidBy) {

    /** A service that nobody has described. */
    public static final Description NONE = new Description(ServiceDescription.UNSAID, Collections.emptySortedMap());

    private static final Map<Field, Object> USUAL = Field.values(ServiceDescription.UNSAID);

    /** The source says anew all that it has to say: what it said before and leaves out now is withdrawn. */
    public Description replacedBy(ServiceDescription wanted, String source) {
        var withdrawn = new TreeMap<>(saidBy);
        withdrawn.values().removeIf(sayer -> !sayer.equals(source));
        withdrawn.keySet().removeAll(named(wanted));
        return changed(wanted, withdrawn.keySet(), source);
    }

    /** The source says something of the named fields only; the cleared ones have their usual value afterwards. */
    public Description patchedBy(ServiceDescription wanted, Set<String> cleared, String source) {
        return changed(wanted, cleared, source);
    }

    private Description changed(ServiceDescription wanted, Set<String> cleared, String source) {
        var values = new EnumMap<>(Field.values(said));
        var sayers = new TreeMap<>(saidBy);
        Field.named(cleared).forEach(field -> {
            Object usual = USUAL.get(field);
            if (usual == null) {
                values.remove(field);
            } else {
                values.put(field, usual);
            }
            sayers.remove(field.json());
        });
        Field.values(wanted.masked()).forEach((field, value) -> {
            boolean news = !Objects.equals(values.put(field, value), value);
            if (news || !sayers.containsKey(field.json())) {
                sayers.put(field.json(), source);
            }
        });
        return new Description(Field.description(values), Collections.unmodifiableSortedMap(sayers));
    }

    private static Set<String> named(ServiceDescription wanted) {
        return Field.values(wanted).keySet().stream().map(Field::json).collect(Collectors.toSet());
    }
}
