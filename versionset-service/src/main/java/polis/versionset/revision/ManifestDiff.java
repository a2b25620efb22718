package polis.versionset.revision;

import com.flipkart.zjsonpatch.Jackson3JsonDiff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** RFC 6902. */
final class ManifestDiff {

    static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private ManifestDiff() {}

    static JsonNode between(JsonNode from, JsonNode to) {
        return Jackson3JsonDiff.asJson(from, to);
    }

}
