package polis.registry.catalog;

import java.util.List;
import org.springframework.stereotype.Component;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.registry.description.DescriptionChange;
import polis.registry.description.DescriptionReader;
import polis.registry.service.Descriptions;
import tools.jackson.databind.JsonNode;

/** Reads a catalogue, whole, before anything of it is written. */
@Component
class CatalogImport {

    private final DescriptionReader reader;
    private final Descriptions descriptions;

    CatalogImport(DescriptionReader reader, Descriptions descriptions) {
        this.reader = reader;
        this.descriptions = descriptions;
    }

    ImportReport run(byte[] body, boolean dryRun, String source) {
        var errors = new CatalogErrors();
        var entries = new Entries(errors);
        var polis = new PolisCatalog(reader, entries, errors);
        var backstage = new Backstage(reader, entries, errors);
        List<JsonNode> documents = YamlDocuments.read(body, errors);
        errors.throwIfAny();
        for (int document = 0; document < documents.size(); document++) {
            read(document, documents.get(document), polis, backstage, errors);
        }
        backstage.finish();
        errors.throwIfAny();
        if (entries.services().isEmpty() && backstage.skipped().isEmpty()) {
            errors.add("", "The catalogue has no document that describes a service.");
        }
        errors.throwIfAny();
        List<DescriptionChange> changes = dryRun
                ? descriptions.compare(entries.services(), source)
                : descriptions.replace(entries.services(), source);
        return ImportReport.of(dryRun, entries, changes, backstage.skipped());
    }

    private static void read(int document, JsonNode tree, PolisCatalog polis, Backstage backstage,
            CatalogErrors errors) {
        String at = "/" + document;
        // What a separator at the end of a file leaves behind.
        if (tree.isNull()) {
            return;
        }
        if (!tree.isObject()) {
            errors.add(at, "must be a mapping with apiVersion and kind");
            return;
        }
        String version = tree.path("apiVersion").asString("");
        String kind = tree.path("kind").asString("");
        if (version.startsWith(Backstage.API_GROUP)) {
            backstage.read(document, tree);
        } else if (!version.equals(PolisCatalog.API_VERSION)) {
            errors.add(new FieldError(at + "/apiVersion",
                    "must be polis/v1, or backstage.io/v1alpha1 as in a catalog-info.yaml",
                    Nearest.of(version, List.of(PolisCatalog.API_VERSION, "backstage.io/v1alpha1")).orElse(null)));
        } else if (!kind.equals(PolisCatalog.KIND)) {
            errors.add(new FieldError(at + "/kind", "must be Catalog; an Architecture is applied at versionset-service",
                    Nearest.of(kind, List.of(PolisCatalog.KIND)).orElse(null)));
        } else {
            polis.read(document, tree);
        }
    }
}
