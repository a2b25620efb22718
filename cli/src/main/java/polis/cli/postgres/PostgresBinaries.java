package polis.cli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import polis.cli.terminal.Failure;

/** The PostgreSQL that travels inside Zonky's jar, unpacked once per version. */
public final class PostgresBinaries {

    private static final String MARK = "unpacked-from";

    private PostgresBinaries() {}

    /**
     * Unpacks the binaries unless the folder holds those of the same jar.
     *
     * @return the folder with {@code initdb}, {@code pg_ctl} and {@code postgres}
     */
    public static Path unpack(Path folder) {
        String archive = "/postgres-" + system() + "-" + processor() + ".txz";
        URL resource = PostgresBinaries.class.getResource(archive);
        if (resource == null) {
            throw new Failure("There are no PostgreSQL binaries for " + system() + " on " + processor()
                    + ". Give a server of yours with --db-url, --db-user and POLIS_DB_PASSWORD.");
        }
        String origin = origin(resource);
        try {
            if (!origin.equals(read(folder.resolve(MARK)))) {
                Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
                delete(fresh);
                extract(resource, fresh);
                Files.writeString(fresh.resolve(MARK), origin);
                delete(folder);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + folder, e);
        }
        return folder.resolve("bin");
    }

    /** The jar's file name holds the version; the folders before it say nothing. */
    private static String origin(URL resource) {
        String path = resource.getPath().replaceFirst("!.*$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void extract(URL resource, Path folder) throws IOException {
        try (InputStream stream = resource.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("An entry leads out of the archive: " + entry.getName());
                }
                write(tar, entry, target);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.addAll(Set.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    private static @Nullable String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : null;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
