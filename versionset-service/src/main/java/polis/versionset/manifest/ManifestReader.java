package polis.versionset.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import polis.problem.Nearest;
import polis.versionset.schema.Location;

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

    private @Nullable String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            findings.error("", 1, "The manifest is not UTF-8; save it as UTF-8.");
            return null;
        }
    }

}
