package polis.registry.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Backstage's way to name an entity, {@code [kind:][namespace/]name}. Namespaces are dropped: the registry has one. */
record EntityRef(@Nullable String kind, String name) {

    static EntityRef of(String text) {
        String rest = text.strip();
        int colon = rest.indexOf(':');
        String kind = colon < 0 ? null : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        rest = rest.substring(colon + 1);
        return new EntityRef(kind, rest.substring(rest.lastIndexOf('/') + 1));
    }

    /** Returns whether it is of that kind; where none is said, the place where it stands says it. */
    boolean is(String wanted) {
        return kind == null || kind.equals(wanted);
    }
}
