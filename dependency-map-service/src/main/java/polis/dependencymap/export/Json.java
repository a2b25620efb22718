package polis.dependencymap.export;

import java.io.Writer;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, strings, numbers and booleans as JSON. */
final class Json {

    private Json() {}

    /** Members that are made one by one. */
    record Each(Stream<Map.Entry<String, Object>> members) {}

    static void write(@Nullable Object value, Writer writer) {
        write(value, new Paper(writer));
    }

    private static void write(@Nullable Object value, Paper out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> members -> members(members.entrySet().iterator(), out);
            case Each(Stream<Map.Entry<String, Object>> members) -> members(members.iterator(), out);
            case Collection<?> items -> items(items.iterator(), out);
            case Stream<?> items -> items(items.iterator(), out);
            case Double number -> out.append(Double.isFinite(number) ? number.toString() : "null");
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> string(value.toString(), out);
        }
    }

    private static void members(Iterator<? extends Map.Entry<?, ?>> members, Paper out) {
        String comma = "";
        out.append('{');
        while (members.hasNext()) {
            Map.Entry<?, ?> member = members.next();
            out.append(comma);
            string(String.valueOf(member.getKey()), out);
            write(member.getValue(), out.append(':'));
            comma = ",";
        }
        out.append('}');
    }

    private static void items(Iterator<?> items, Paper out) {
        String comma = "";
        out.append('[');
        while (items.hasNext()) {
            write(items.next(), out.append(comma));
            comma = ",";
        }
        out.append(']');
    }

    private static void string(String text, Paper out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
