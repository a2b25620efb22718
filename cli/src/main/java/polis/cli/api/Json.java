package polis.cli.api;

import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what it knows and lets the rest pass: services may say more tomorrow. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private Json() {}

    /** The entries of a list answer. */
    public static Stream<JsonNode> items(JsonNode page) {
        return page.path("items").valueStream();
    }

    /** A text member, empty when it is missing or null. */
    public static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
