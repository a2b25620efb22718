package polis.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import polis.cli.api.Json;
import polis.cli.terminal.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sample shop's manifest, and the next ones made from it. */
final class ShopManifest {

    private final ObjectNode root;

    private ShopManifest(ObjectNode root) {
        this.root = root;
    }

    static ShopManifest read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new Failure("The sample shop is missing: " + file);
        }
    }

    static ShopManifest parse(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new ShopManifest((ObjectNode) Json.MAPPER.<JsonNode>valueToTree(tree));
    }

    String json() {
        return Json.MAPPER.writeValueAsString(root);
    }

    Set<String> services() {
        return new TreeSet<>(root.path("services").propertyNames());
    }

    List<String> dependencies(String service) {
        return root.path("services").path(service).path("dependsOn").valueStream().map(node -> node.asString(""))
                .toList();
    }

    int instances(String service) {
        return root.path("services").path(service).path("instances").path("min").asInt(1);
    }

    /** The same shop with another version of one service. */
    ShopManifest withVersion(String service, String version) {
        return changed(service, version, List.of("--shop.version=" + version), "");
    }

    /** The same shop with a version of one service that never gets healthy, and is given that long for it. */
    ShopManifest withUnhealthy(String service, String version, String deadline) {
        return changed(service, version, List.of("--shop.version=" + version, "--shop.healthy=false"), deadline);
    }

    private ShopManifest changed(String service, String version, List<String> arguments, String deadline) {
        ObjectNode copy = root.deepCopy();
        ObjectNode node = (ObjectNode) copy.path("services").path(service);
        node.put("version", version);
        List<String> all = new ArrayList<>(
                node.path("arguments").valueStream().map(argument -> argument.asString("")).toList());
        all.removeIf(argument -> argument.startsWith("--shop.version=") || argument.startsWith("--shop.healthy="));
        all.addAll(arguments);
        ArrayNode list = node.putArray("arguments");
        all.forEach(list::add);
        if (!deadline.isEmpty()) {
            node.withObject("health").put("deadline", deadline);
        }
        return new ShopManifest(copy);
    }
}
