package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop's manifest and what people change in it. The versionset takes JSON as well as YAML, so changes are made on
 * the tree.
 */
final class Manifests {

    private Manifests() {}

    static String shop() {
        try {
            return Files.readString(Repository.ROOT.resolve("demo/shop.yaml"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The manifest in force, as the versionset normalised it. */
    static ObjectNode current(Api versionset) {
        return (ObjectNode) versionset.get("/api/v1/revisions/current").ok().get("manifest").deepCopy();
    }

    static ObjectNode service(ObjectNode manifest, String name) {
        return (ObjectNode) manifest.get("services").get(name);
    }

    static ObjectNode withVersion(ObjectNode manifest, String name, String version) {
        ObjectNode service = service(manifest, name);
        service.put("version", version);
        ArrayNode arguments = arguments(service, "--shop.version=");
        arguments.add("--shop.version=" + version);
        return manifest;
    }

    static ObjectNode neverHealthy(ObjectNode manifest, String name, String version) {
        withVersion(manifest, name, version);
        arguments(service(manifest, name), "--shop.healthy=").add("--shop.healthy=false");
        ((ObjectNode) service(manifest, name).get("health")).put("deadline", "PT20S");
        return manifest;
    }

    private static ArrayNode arguments(ObjectNode service, String without) {
        ArrayNode kept = Api.JSON.createArrayNode();
        JsonNode old = service.get("arguments");
        if (old != null) {
            old.forEach((argument) -> {
                if (!argument.asString().startsWith(without)) {
                    kept.add(argument.asString());
                }
            });
        }
        service.set("arguments", kept);
        return kept;
    }

    static ObjectNode scaled(ObjectNode manifest, String service, int instances) {
        service(manifest, service).putObject("instances").put("min", instances).put("max", instances);
        return manifest;
    }

}
