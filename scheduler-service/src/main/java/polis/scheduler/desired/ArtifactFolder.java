package polis.scheduler.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Artifacts;

/** The folder that jars are taken from; nothing outside of it is ever run. */
@Component
@EnableConfigurationProperties(ArtifactSettings.class)
class ArtifactFolder implements Artifacts {

    private final Path root;

    ArtifactFolder(ArtifactSettings settings) {
        this.root = settings.artifacts().toAbsolutePath().normalize();
    }

    /** Where a jar is, or why it cannot be had. */
    sealed interface Found {

        record Jar(Path path) implements Found {}

        record Outside() implements Found {}

        record Missing() implements Found {}
    }

    @Override
    public Optional<String> find(String jar) {
        return look(jar) instanceof Found.Jar(Path path) ? Optional.of(path.toString()) : Optional.empty();
    }

    Found look(String jar) {
        try {
            Path path = root.resolve(jar).normalize();
            if (!path.startsWith(root)) {
                return new Found.Outside();
            }
            if (!Files.isRegularFile(path)) {
                return new Found.Missing();
            }
            // A link inside the root may still lead out of it.
            return path.toRealPath().startsWith(root.toRealPath()) ? new Found.Jar(path) : new Found.Outside();
        } catch (InvalidPathException noPath) {
            return new Found.Missing();
        } catch (IOException gone) {
            return new Found.Missing();
        }
    }

    /** The jars there are, as a manifest would name them, as far as a quick look sees. */
    List<String> names() {
        try (Stream<Path> files = Files.walk(root, 4, new FileVisitOption[0])) {
            return files.limit(20_000).filter(path -> path.toString().endsWith(".jar") && Files.isRegularFile(path))
                    .map(path -> root.relativize(path).toString()).sorted().limit(500).toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }
}
