package polis.registry.catalog;

import java.util.List;
import java.util.regex.Pattern;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.registry.description.DescriptionReader;
import polis.registry.description.ServiceDescription;
import polis.registry.name.DnsLabel;
import tools.jackson.databind.JsonNode;

/**
 * Our own document, {@code kind: Catalog}: services by name, each as the API takes it. Strict: a misspelt field is an
 * error.
 */
final class PolisCatalog {

    static final String API_VERSION = "polis/v1";
    static final String KIND = "Catalog";

    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "services");
    private static final List<String> METADATA = List.of("name", "description");
    private static final Pattern LABEL = Pattern.compile(DnsLabel.PATTERN);

    private final DescriptionReader reader;
    private final Entries entries;
    private final CatalogErrors errors;

    PolisCatalog(DescriptionReader reader, Entries entries, CatalogErrors errors) {
        this.reader = reader;
        this.entries = entries;
        this.errors = errors;
    }

    void read(int document, JsonNode tree) {
        String at = "/" + document;
        refuseUnknown(tree, FIELDS, at);
        JsonNode metadata = tree.path("metadata");
        if (metadata.isObject()) {
            refuseUnknown(metadata, METADATA, at + "/metadata");
        } else if (!metadata.isMissingNode() && !metadata.isNull()) {
            errors.add(at + "/metadata", "must be a mapping");
        }
        JsonNode services = tree.path("services");
        if (!services.isObject() || services.isEmpty()) {
            errors.add(at + "/services", "must be a mapping of at least one name of a service to its description");
            return;
        }
        services.properties().forEach(service -> service(document, service.getKey(), service.getValue()));
    }

    private void service(int document, String name, JsonNode tree) {
        String at = "/" + document + FieldError.pointer("services", name);
        if (!LABEL.matcher(name).matches()) {
            errors.add(at,
                    "must be a DNS label: at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends");
            return;
        }
        ServiceDescription said = reader.read(tree, at, errors::add);
        if (said != null) {
            entries.add(document, at, name, said);
        }
    }

    private void refuseUnknown(JsonNode tree, List<String> known, String at) {
        tree.propertyNames().stream().filter(name -> !known.contains(name))
                .forEach(name -> errors.add(new FieldError(at + FieldError.pointer(name), "is not a known field",
                        Nearest.of(name, known).orElse(null))));
    }
}
