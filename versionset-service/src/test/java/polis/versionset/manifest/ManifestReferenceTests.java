package polis.versionset.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import polis.versionset.schema.Form;
import polis.versionset.schema.ReferenceTable;
import polis.versionset.schema.Shape;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reference is made from the shapes. With {@code -Ddocs.write=true} it is written instead of compared. */
class ManifestReferenceTests {

    private static final Path REFERENCE = Path.of("../docs/reference/manifest.md");
    private static final Path SCHEMA = Path.of("../docs/reference/manifest.schema.json");

    @Test
    void theTablesAreMadeFromTheShapes() throws IOException {
        String page = Files.readString(REFERENCE);
        page = withTable(page, "fields of the manifest", Manifest.SHAPE);
        page = withTable(page, "fields of a service", Service.SHAPE);
        verify(REFERENCE, page);
    }

    @Test
    void theJsonSchemaIsMadeFromTheShapes() throws IOException {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Manifest of an architecture, as people write it");
        schema.putAll(Manifest.SHAPE.schema(Form.WRITTEN));
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
        verify(SCHEMA, mapper.writeValueAsString(schema).replace("\r\n", "\n") + "\n");
    }

    private static String withTable(String page, String name, Shape<?> shape) {
        Matcher found = Pattern.compile("(?s)(<!-- " + name + ":[^\\n]*\\n).*?(<!-- end -->)").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return page.substring(0, found.end(1)) + ReferenceTable.of(shape) + page.substring(found.start(2));
    }

    private static void verify(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("write it with -Ddocs.write=true").content().isEqualTo(expected);
    }
}
