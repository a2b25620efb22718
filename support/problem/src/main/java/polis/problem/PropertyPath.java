package polis.problem;

import java.util.ArrayList;
import java.util.List;

/** Translates the property paths of bean validation, {@code services[cart].ports[0]}, into JSON pointers. */
final class PropertyPath {

    private PropertyPath() {}

    static String pointer(String path) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean key = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            // A dot inside brackets belongs to a map's key.
            boolean ends = key ? c == ']' : c == '.' || c == '[';
            if (!ends) {
                segment.append(c);
                continue;
            }
            add(segments, segment);
            key = c == '[';
        }
        add(segments, segment);
        return FieldError.pointer(segments.toArray());
    }

    private static void add(List<String> segments, StringBuilder segment) {
        if (!segment.isEmpty()) {
            segments.add(segment.toString());
            segment.setLength(0);
        }
    }
}
