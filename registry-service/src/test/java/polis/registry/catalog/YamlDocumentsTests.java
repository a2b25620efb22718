package polis.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import polis.problem.ProblemException;
import tools.jackson.databind.JsonNode;

class YamlDocumentsTests {

    @Test
    void documentsBecomeTrees() {
        List<JsonNode> documents = read("""
                a: {b: [1, true, null, "1", 1.10, 007, text]}
                ---
                - x
                ---
                """);
        assertThat(documents).hasSize(3);
        assertThat(documents.get(0).toString())
                .isEqualTo("{\"a\":{\"b\":[1,true,null,\"1\",\"1.10\",\"007\",\"text\"]}}");
        assertThat(documents.get(1).toString()).isEqualTo("[\"x\"]");
        assertThat(documents.get(2).isNull()).isTrue();
    }

    @Test
    void whatIsWrongIsAComplaintWithItsPlace() {
        assertThat(refusal("a: 1\n---\nb: 1\nb: 2")).contains("/1/b", "\"b\" is given twice. (line 4)");
        assertThat(refusal("a: [")).contains("This is not YAML", "(line 1)");
    }

    private static List<JsonNode> read(String text) {
        var errors = new CatalogErrors();
        List<JsonNode> documents = YamlDocuments.read(text.getBytes(StandardCharsets.UTF_8), errors);
        errors.throwIfAny();
        return documents;
    }

    private static String refusal(String text) {
        try {
            read(text);
        } catch (ProblemException refused) {
            return refused.errors().toString();
        }
        throw new AssertionError(text + " was read");
    }
}
