package polis.versionset.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import polis.versionset.schema.Field;
import polis.versionset.schema.Findings;
import polis.versionset.schema.Form;
import polis.versionset.schema.ListOf;
import polis.versionset.schema.Location;
import polis.versionset.schema.MapOf;
import polis.versionset.schema.ReferenceTable;
import polis.versionset.schema.Scalar;
import polis.versionset.schema.Shape;
import polis.versionset.schema.Type;

/** A field that is in a shape is everywhere. */
class ManifestShapeTests {

    private static final List<String> SAMPLES = List.of("1", "PT1S", "1.4.2", "shop", "true", "64MiB", "/shop/**",
            "shop.jar", "process", "polis/v1", "Architecture");

    @Test
    void everyFieldHasDocumentationAndOccursInSchemaReferenceAndNormalForm() {
        Map<String, Object> normal = normalForm(sample(Manifest.SHAPE));
        walk(Manifest.SHAPE, "", Manifest.SHAPE, normal, Manifest.SHAPE.schema(Form.WRITTEN),
                Manifest.SHAPE.schema(Form.NORMAL));
    }

    @Test
    void theNormalFormOfTheLeastManifestHasWhateverItsSchemaRequires() {
        Map<String, Object> normal = normalForm(Map.of("apiVersion", "polis/v1", "kind", "Architecture", "metadata",
                Map.of("name", "shop"), "services", Map.of("cart", Map.of("version", "1.0.0", "artifact",
                        Map.of("jar", "cart.jar"), "routes", List.of(Map.of("path", "/cart"))))));
        requireAll(Manifest.SHAPE.schema(Form.NORMAL), normal);
        Map<?, ?> cart = (Map<?, ?>) ((Map<?, ?>) normal.get("services")).get("cart");
        assertThat(cart).hasToString("""
                {version=1.0.0, title=cart, tier=2, runtime=process, artifact={jar=cart.jar}, arguments=[], \
                environment={}, instances={min=1, max=1}, memoryBytes=268435456, \
                health={path=/actuator/health/readiness, interval=PT1S, timeout=PT2S, deadline=PT1M}, \
                drain={delay=PT6S, timeout=PT30S}, \
                routes=[{path=/cart, stripPrefix=0, passAuthorization=false}], dependsOn=[]}""");
    }

    private static void walk(Shape<?> shape, String prefix, Shape<?> table, Map<?, ?> normal, Map<?, ?> written,
            Map<?, ?> normalSchema) {
        for (Field<?, ?> field : shape.fields()) {
            String path = prefix + field.name();
            assertThat(field.documentation()).as(path).endsWith(".");
            Map<?, ?> property = (Map<?, ?>) ((Map<?, ?>) written.get("properties")).get(field.name());
            assertThat(property).as(path).isNotNull();
            assertThat(property.get("description")).as(path).isEqualTo(field.documentation());
            String normalName = field.name(Form.NORMAL);
            Map<?, ?> normalProperty = (Map<?, ?>) ((Map<?, ?>) normalSchema.get("properties")).get(normalName);
            assertThat(normalProperty).as(path).isNotNull();
            Object value = normal.get(normalName);
            assertThat(value).as(path).isNotNull();
            switch (field.type()) {
                case Shape<?> nested -> walk(nested, path + ".", table, (Map<?, ?>) value, property, normalProperty);
                case ListOf<?> list when list.item() instanceof Shape<?> nested ->
                    walk(nested, path + "[].", table, (Map<?, ?>) ((List<?>) value).getFirst(),
                            (Map<?, ?>) property.get("items"), (Map<?, ?>) normalProperty.get("items"));
                case MapOf<?> map when map.value() instanceof Shape<?> nested ->
                    walk(nested, "", nested, (Map<?, ?>) ((Map<?, ?>) value).values().iterator().next(),
                            (Map<?, ?>) property.get("additionalProperties"),
                            (Map<?, ?>) normalProperty.get("additionalProperties"));
                case Scalar<?> scalar -> inTable(table, path);
                case ListOf<?> list -> inTable(table, path);
                case MapOf<?> map -> inTable(table, path);
            }
        }
    }

    private static void inTable(Shape<?> table, String path) {
        assertThat(ReferenceTable.of(table)).contains("| `" + path + "` |");
    }

    private static void requireAll(Map<?, ?> schema, Map<?, ?> value) {
        assertThat(value.keySet().stream().map(Object::toString))
                .containsAll(((List<?>) schema.get("required")).stream().map(Object::toString).toList());
    }

    private static Map<String, Object> normalForm(Object plain) {
        Findings findings = new Findings((name, known) -> Optional.empty());
        Manifest manifest = Manifest.SHAPE.read(plain, Location.root(findings));
        assertThat(findings.errors()).isEmpty();
        return Manifest.SHAPE.write(manifest);
    }

    private static Object sample(Type<?> type) {
        return switch (type) {
            case Scalar<?> scalar -> SAMPLES.stream().filter(text -> scalar.reader().read(text) != null).findFirst()
                    .orElseThrow(() -> new AssertionError("no sample is " + scalar.expectation()));
            case ListOf<?> list -> List.of(sample(list.item()));
            case MapOf<?> map -> Map.of("shop", sample(map.value()));
            case Shape<?> shape -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                shape.fields().forEach(field -> fields.put(field.name(), sample(field.type())));
                yield fields;
            }
        };
    }
}
