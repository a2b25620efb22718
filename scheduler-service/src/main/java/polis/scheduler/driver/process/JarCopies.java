package polis.scheduler.driver.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Copies jars to where a user can read them and nobody can change them: {@code DIGEST/name.jar}, with what the jar's
 * {@code Class-Path} names below its folder. Each content is there once and whole.
 */
final class JarCopies {

    private static final int MOST_KNOWN = 1000;

    /** By the state of the files and the folder, so that what is known is not read again. */
    private final Map<String, Path> known = new ConcurrentHashMap<>();

    /** The copy in that folder, which the group may read. */
    synchronized Path copy(Path jar, Path folder, int gid) throws IOException {
        Map<Path, Path> files = files(jar);
        String state = state(folder, files);
        Path before = known.get(state);
        if (before == null || !Files.exists(before)) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            before = make(files, folder, gid).resolve(name(jar));
            known.put(state, before);
        }
        // Whoever tidies sees that it is used.
        Files.setLastModifiedTime(before.resolveSibling(""), FileTime.from(Instant.now()));
        return before;
    }

    private static Path make(Map<Path, Path> files, Path folder, int gid) throws IOException {
        Path fresh = Files.createTempDirectory(folder, ".copy-");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<Path, Path> file : files.entrySet()) {
                digest.update((file.getKey() + "\u0000").getBytes(StandardCharsets.UTF_8));
                Path target = fresh.resolve(file.getKey().toString());
                Files.createDirectories(target.resolveSibling(""));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file.getValue()), digest);
                        OutputStream out = Files.newOutputStream(target)) {
                    in.transferTo(out);
                }
                Owned.readableBy(gid, target, "r--r-----");
                for (Path above = target.resolveSibling(""); above
                        .startsWith(fresh); above = above.resolve("..").normalize()) {
                    Owned.readableBy(gid, above, "rwxr-x---");
                }
            }
            Path target = folder.resolve(HexFormat.of().formatHex(digest.digest()));
            if (!Files.exists(target)) {
                move(fresh, target);
            }
            return target;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (Files.exists(fresh)) {
                Leftovers.delete(fresh);
            }
        }
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            if (!Files.exists(target)) {
                throw another;
            }
        }
    }

    /** The jar and those beside it that it needs, by their place in the copy. */
    private static Map<Path, Path> files(Path jar) throws IOException {
        Map<Path, Path> files = new LinkedHashMap<>();
        Path beside = jar.toAbsolutePath().resolveSibling("").normalize();
        files.put(name(jar), jar);
        for (String entry : classPath(jar).strip().split("\\s+", -1)) {
            below(beside, entry).ifPresent(needed -> files.putIfAbsent(beside.relativize(needed), needed));
        }
        return files;
    }

    /**
     * A jar and nothing else, and no link out of the folder: whoever makes a jar must not get at what only root may
     * read.
     */
    private static Optional<Path> below(Path folder, String entry) {
        try {
            Path needed = folder.resolve(entry).normalize();
            return needed.startsWith(folder) && entry.endsWith(".jar") && Files.isRegularFile(needed)
                    && needed.toRealPath().startsWith(folder.toRealPath()) ? Optional.of(needed) : Optional.empty();
        } catch (InvalidPathException | IOException noFile) {
            return Optional.empty();
        }
    }

    private static Path name(Path jar) {
        return Path.of(String.valueOf(jar.getFileName()));
    }

    private static String classPath(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path;
        } catch (IOException noJar) {
            return ""; // The JVM says so better.
        }
    }

    private static String state(Path folder, Map<Path, Path> files) throws IOException {
        StringBuilder state = new StringBuilder(folder.toString());
        for (Path file : files.values()) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            state.append('\n').append(file).append(' ').append(now.size()).append(' ').append(now.lastModifiedTime())
                    .append(' ').append(now.fileKey());
        }
        return state.toString();
    }
}
