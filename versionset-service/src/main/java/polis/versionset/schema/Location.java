package polis.versionset.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where in a document reading is, and what was read of the section there. */
public final class Location {

    private static final int LONGEST_QUOTE = 80;

    private final @Nullable Location parent;
    private final String segment;
    private final String label;
    private final Findings findings;
    private final Map<String, Object> values = new HashMap<>();

    private Location(@Nullable Location parent, String segment, String label, Findings findings) {
        this.parent = parent;
        this.segment = segment;
        this.label = label;
        this.findings = findings;
    }

    public static Location root(Findings findings) {
        return new Location(null, "", "The document", findings);
    }

    public Location child(String name) {
        return new Location(this, name, shortened(name), findings);
    }

    public Location item(int index) {
        return new Location(this, Integer.toString(index), label + "[" + index + "]", findings);
    }

    /** Returns the name of the field or the entry. */
    public String name() {
        return segment;
    }

    /** Returns the RFC 6901 pointer. */
    public String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + segment.replace("~", "~0").replace("/", "~1");
    }

    public Location root() {
        return parent == null ? this : parent.root();
    }

    /** Adds an error here. The message goes on after the name: the value, the bound, what to do. */
    public void error(String message, @Nullable String suggestion) {
        findings.error(pointer(), label + " " + message, suggestion);
    }

    public void error(String message) {
        error(message, null);
    }

    /** Returns whether no error was found here: what has one is represented by an example or a default. */
    public boolean isSound() {
        return !findings.mention(pointer());
    }

    /** Returns what was read of a field of this section; fields are read in the order of the shape. */
    public <V> V value(String field, Class<V> type) {
        return type.cast(Objects.requireNonNull(values.get(field), field));
    }

    void keep(String field, Object value) {
        values.put(field, value);
    }

    /** Returns the same place with errors of its own, which nobody is told. */
    Location silent() {
        return new Location(parent, segment, label, new Findings(findings::nearest));
    }

    Findings findings() {
        return findings;
    }

    /** Quotes a value, shortened to what anyone reads. */
    public static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    public static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }

}
