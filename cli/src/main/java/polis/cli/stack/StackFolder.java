package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import polis.cli.terminal.Failure;

/** Everything that the stack on this machine keeps: {@code .polis} in the checkout unless another folder is given. */
public record StackFolder(Path root) {

    private static final String PRIVATE = "rwx------";

    public static StackFolder of(@Nullable Path data) {
        Path root = data == null ? home().resolve(".polis") : data;
        return new StackFolder(root.toAbsolutePath().normalize());
    }

    /** The checkout: the script says where it is; without it, it is found from the jar's place. */
    public static Path home() {
        String given = System.getProperty("polis.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        try {
            Path code = Path.of(StackFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path folder = code.resolve("../../..").normalize();
            return Files.exists(folder.resolve("pom.xml")) ? folder : Path.of("").toAbsolutePath();
        } catch (URISyntaxException e) {
            return Path.of("").toAbsolutePath();
        }
    }

    /** Makes the folders, readable by this user only. */
    public void create() {
        try {
            for (Path folder : new Path[] {shared(), root}) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
            }
            for (Path folder : new Path[] {run(), logs(), apps(), aot(), scheduler(), jwks()}) {
                Files.createDirectories(folder);
                // The one above must let the database's user pass where PostgreSQL runs as nobody.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
            }
        } catch (IOException e) {
            throw new Failure("Cannot write to " + root + ": " + e.getMessage());
        }
    }

    public Path secrets() {
        return root.resolve("secrets.properties");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    Path postgresBinaries() {
        return shared().resolve("postgres-binaries");
    }

    /** What is made from the checkout's jars alone; all stacks of the checkout use it. */
    private static Path shared() {
        return home().resolve(".polis");
    }

    Path run() {
        return root.resolve("run");
    }

    Path state() {
        return run().resolve("stack.json");
    }

    Path jwks() {
        return run().resolve("jwks");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path apps() {
        return shared().resolve("apps");
    }

    Path aot() {
        return shared().resolve("aot");
    }

    /** The scheduler's own folder: its workloads' output and process ids. */
    public Path scheduler() {
        return root.resolve("scheduler");
    }

    /** Writes the whole file or nothing, readable by this user only. */
    static void writePrivately(Path file, byte[] content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
