package polis.scheduler.driver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCopiesTests {

    private static final int GID = 54_321;

    @TempDir
    Path folder;

    private final JarCopies copies = new JarCopies();
    private Path artifacts;
    private Path target;

    @BeforeEach
    void folders() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "a file can be given to another group only as root");
        artifacts = Files.createDirectory(folder.resolve("artifacts"));
        target = Files.createDirectory(folder.resolve("target"));
    }

    @Test
    void whatItsClassPathNamesComesAlongAtItsPlace() throws IOException {
        Files.createDirectory(artifacts.resolve("lib"));
        jar("lib/one.jar", "");
        jar("two.jar", "");
        jar("unnamed.jar", "");
        Path copy = copies.copy(jar("app.jar", "lib/one.jar two.jar lib/missing.jar"), target, GID);
        assertThat(inside(copy.resolveSibling(""))).containsExactly("app.jar", "lib/one.jar", "two.jar");
        assertThat(Files.getAttribute(copy, "unix:gid")).isEqualTo(GID);
        assertThat(Files.getPosixFilePermissions(copy.resolveSibling("lib/one.jar"))).hasSize(2);
    }

    @Test
    void whatOnlyRootMayReadDoesNotComeAlong() throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "password=hunter2");
        Files.writeString(folder.resolve("outside.jar"), "password=hunter2");
        Files.writeString(artifacts.resolve("secrets.properties"), "password=hunter2");
        Files.createSymbolicLink(artifacts.resolve("link.jar"), secrets);
        Files.createSymbolicLink(artifacts.resolve("up"), folder);
        Path copy = copies.copy(jar("app.jar", "secrets.properties link.jar ../outside.jar ../secrets.properties "
                + secrets.toUri() + " " + secrets + " up/outside.jar up/secrets.properties"), target, GID);
        assertThat(inside(copy.resolveSibling(""))).containsExactly("app.jar");
    }

    @Test
    void eachContentIsThereOnceAndAnotherContentIsAnotherCopy() throws IOException {
        Path first = copies.copy(jar("app.jar", ""), target, GID);
        assertThat(copies.copy(artifacts.resolve("app.jar"), target, GID)).isEqualTo(first);
        assertThat(new JarCopies().copy(artifacts.resolve("app.jar"), target, GID)).isEqualTo(first);
        Path second = copies.copy(jar("app.jar", "other.jar"), target, GID);
        assertThat(second).isNotEqualTo(first);
        assertThat(first).exists();
        assertThat(inside(target)).hasSize(2);
    }

    private Path jar(String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = artifacts.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    private static List<String> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }
}
