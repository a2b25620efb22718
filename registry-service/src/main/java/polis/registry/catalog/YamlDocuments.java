package polis.registry.catalog;

import java.util.List;
import java.util.regex.Pattern;
import polis.yaml.StrictYaml;
import polis.yaml.YamlLimits;
import polis.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The documents of a catalogue as JSON, as which they are mapped and checked. */
final class YamlDocuments {

    static final YamlLimits LIMITS = new YamlLimits(6_000, 30, 300_000, 500);

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlDocuments() {}

    /** Reads documents in their order, empty ones as null nodes; nothing where the errors tell why. */
    static List<JsonNode> read(byte[] bytes, CatalogErrors errors) {
        return StrictYaml
                .documents(bytes, LIMITS,
                        error -> errors.add(error.pointer(), error.detail() + " (line " + error.line() + ")"))
                .stream().map(YamlDocuments::json).toList();
    }

    private static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Mapping mapping -> {
                ObjectNode members = JSON.objectNode();
                mapping.members().forEach((name, value) -> members.set(name, json(value)));
                yield members;
            }
            case YamlNode.Sequence sequence -> {
                ArrayNode items = JSON.arrayNode(sequence.items().size());
                sequence.items().forEach(item -> items.add(json(item)));
                yield items;
            }
        };
    }

    /** Whole numbers, booleans and nothing are what they look like; 1.10 is a version more often than a number. */
    private static JsonNode scalar(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return JSON.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> JSON.nullNode();
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> INTEGER.matcher(text).matches() ? JSON.numberNode(Long.parseLong(text)) : JSON.stringNode(text);
        };
    }
}
