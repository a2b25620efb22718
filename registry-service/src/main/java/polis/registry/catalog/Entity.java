package polis.registry.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One document of Backstage's. What it holds beside the fields that are read here is its own affair.
 *
 * @param document its number in the stream
 */
record Entity(int document, String kind, JsonNode tree, CatalogErrors errors) {

    String at() {
        return "/" + document;
    }

    String name() {
        return Objects.requireNonNullElse(text("metadata", "name"), "");
    }

    /** A single value as text; nothing where it is missing or empty. */
    @Nullable
    String text(String... path) {
        JsonNode node = tree;
        for (String step : path) {
            node = node.path(step);
        }
        return text(node, String.join("/", path));
    }

    /** The texts of a list; a single value counts as a list of one. */
    List<String> texts(String... path) {
        JsonNode node = tree;
        for (String step : path) {
            node = node.path(step);
        }
        if (!node.isArray()) {
            String single = text(node, String.join("/", path));
            return single == null ? List.of() : List.of(single);
        }
        var texts = new ArrayList<String>();
        for (JsonNode item : node) {
            String text = text(item, String.join("/", path));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable String text(JsonNode node, String path) {
        if (node.isContainer()) {
            errors.add(at() + "/" + path, "must be text");
            return null;
        }
        String text = node.asString("").strip();
        return text.isEmpty() ? null : text;
    }
}
