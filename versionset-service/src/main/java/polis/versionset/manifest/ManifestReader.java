package polis.versionset.manifest;

import org.jspecify.annotations.Nullable;
import polis.problem.Nearest;
import polis.versionset.schema.Location;
import polis.yaml.StrictYaml;
import polis.yaml.YamlLimits;
import polis.yaml.YamlNode;

/** Reads manifests, YAML or JSON in UTF-8: either as a {@link Manifest} with every default, or all that is wrong. */
public final class ManifestReader {

    private static final YamlLimits LIMITS = new YamlLimits(1, 30, 50_000, 253);

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
        YamlNode tree = StrictYaml.document(bytes, LIMITS,
                error -> findings.error(error.pointer(), error.line(), error.detail()));
        if (tree == null) {
            return null;
        }
        if (!(tree instanceof YamlNode.Mapping)) {
            findings.error("", tree.line(),
                    "A manifest is a mapping; begin with apiVersion: " + Manifest.API_VERSION + ".");
            return null;
        }
        Source source = new Source(tree);
        var errors = new polis.versionset.schema.Findings(Nearest::of);
        Location root = Location.root(errors);
        Manifest manifest = Manifest.SHAPE.read(source.plain(), root);
        if (manifest != null) {
            CrossChecks.check(manifest, source, root, findings);
        }
        errors.errors().forEach(error -> findings.error(error.pointer(), source.line(error.pointer()), error.message(),
                error.suggestion()));
        return manifest;
    }

}
