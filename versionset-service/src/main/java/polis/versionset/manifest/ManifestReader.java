package polis.versionset.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.versionset.manifest.Manifest.Metadata;
import polis.versionset.manifest.Manifest.RuntimeKind;
import polis.versionset.manifest.Manifest.Service;

/** Reads manifests, YAML or JSON in UTF-8: either as a {@link Manifest} with every default, or all that is wrong. */
public final class ManifestReader {

    private final Findings findings = new Findings();

    private ManifestReader() {}

    public static Reading read(byte[] bytes) {
        ManifestReader reader = new ManifestReader();
        Manifest manifest = reader.manifest(bytes);
        if (manifest == null || !reader.findings.errors().isEmpty()) {
            return new Reading.Rejected(reader.findings.errors());
        }
        return new Reading.Accepted(manifest, reader.findings.warnings());
    }

    private @Nullable Manifest manifest(byte[] bytes) {
        String text = text(bytes);
        Tree tree = text == null ? null : YamlTree.read(text, findings);
        if (tree == null) {
            return null;
        }
        if (!(tree instanceof Tree.Mapping)) {
            findings.error("", tree.line(), "A manifest is a mapping that begins with apiVersion: "
                    + Manifest.API_VERSION + ", not " + tree.kind());
            return null;
        }
        Fields fields = Fields.of(tree, "", findings, "apiVersion", "kind", "metadata", "runtime", "services");
        fields.require("apiVersion", "apiVersion is required: " + Manifest.API_VERSION);
        fields.require("kind", "kind is required: " + Manifest.KIND);
        fields.require("metadata", "metadata is required, such as {name: shop}");
        fields.require("services", "services is required");
        RuntimeKind runtime = fields.value("runtime", RuntimeKind.PROCESS, Values.oneOf(RuntimeKind.values()));
        return new Manifest(fields.value("apiVersion", Manifest.API_VERSION, Values.exactly(Manifest.API_VERSION)),
                fields.value("kind", Manifest.KIND, Values.exactly(Manifest.KIND)), metadata(fields), runtime,
                services(fields, runtime));
    }

    private @Nullable String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            findings.error("", 1, "The manifest is not UTF-8.");
            return null;
        }
    }

    private static Metadata metadata(Fields fields) {
        Fields metadata = fields.nested("metadata", "name", "description");
        if (fields.has("metadata")) {
            metadata.require("name", "name is required: the name of the architecture");
        }
        return new Metadata(metadata.value("name", "", Values::label),
                metadata.value("description", Values.text(2000)));
    }

    private SortedMap<String, Service> services(Fields fields, RuntimeKind runtime) {
        SortedMap<String, Service> services = new TreeMap<>();
        Map<String, Tree> members = fields.nestedMembers("services");
        members.forEach((name, tree) -> {
            String pointer = fields.at("services") + FieldError.pointer(name);
            try {
                Values.label(name);
            } catch (BadValue bad) {
                findings.error(pointer, tree.line(), bad.reason(), bad.suggestion());
            }
            services.put(name, ServiceFields.read(name, tree, pointer, runtime, findings));
        });
        if (fields.has("services") && members.isEmpty()) {
            findings.error("/services", fields.line("services"), "needs at least one service");
        }
        members.forEach((name, tree) -> Dependencies.check(name, tree, fields.at("services") + FieldError.pointer(name),
                services, findings));
        refuseSharedRoutes(fields, services, members);
        return services;
    }

    private void refuseSharedRoutes(Fields fields, Map<String, Service> services, Map<String, Tree> members) {
        Map<String, String> owners = new HashMap<>();
        services.forEach((name, service) -> {
            for (int i = 0; i < service.routes().size(); i++) {
                String path = service.routes().get(i).path();
                String owner = owners.putIfAbsent(path, name);
                if (owner != null) {
                    Tree tree = members.get(name);
                    findings.error(fields.at("services") + FieldError.pointer(name, "routes", i, "path"),
                            tree == null ? 1 : tree.line(), "The path " + path + " is already routed to " + owner);
                }
            }
        });
    }

}
