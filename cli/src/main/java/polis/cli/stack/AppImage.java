package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import polis.cli.api.PolisService;
import polis.cli.terminal.Failure;

/**
 * A service's jar laid out for a fast start: extracted, and with the JDK's AOT cache of its classes. Both are named
 * after what they were made from, so that several stacks of one checkout share them and a newer build disturbs nobody.
 */
final class AppImage {

    private static final int KEPT = 2;

    private final PolisService service;
    private final StackPlan plan;
    private final Path jar;
    private final Path folder;
    private final Path cache;

    private AppImage(PolisService service, StackPlan plan, Path jar) {
        this.service = service;
        this.plan = plan;
        this.jar = jar;
        this.folder = plan.folder().apps().resolve(service.label() + "-" + contentOf(jar));
        // A cache fits one application, one JDK and one set of flags.
        String key = String.join("\n", folder.toString(), Runtime.version().toString(), plan.java().toString(),
                String.join(" ", JvmFlags.of(service)));
        this.cache = plan.folder().aot()
                .resolve(service.label() + "-" + shortHash(digest().digest(bytes(key))) + ".aot");
    }

    /** Returns the image of a service; fails when its jar has not been built. */
    static AppImage of(PolisService service, StackPlan plan) {
        Path jar = plan.home().resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new Failure(jar + " is missing: run ./polis from a checkout, or build it with ./mvnw package.");
        }
        return new AppImage(service, plan, jar);
    }

    PolisService service() {
        return service;
    }

    /** Lays the jar out unless that has been done. */
    void extract(Children children) {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        Path log = plan.folder().log(service.label() + "-extract");
        int exit = waitFor(children.start(List.of(plan.java().toString(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools",
                "-jar", jar.toString(), "extract", "--destination", fresh.toString()), plan.mark(), plan.home(), log));
        if (exit != 0) {
            throw new Failure("Cannot extract " + jar + "; see " + log);
        }
        move(fresh, folder);
        forgetOlder(folder);
    }

    boolean isTrained() {
        return Files.isRegularFile(cache);
    }

    /**
     * Runs the service up to its refreshed context and lets the JDK keep what it has loaded and linked.
     *
     * @return whether that succeeded; without a cache the service starts slower
     */
    boolean train(Children children) {
        Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
        delete(fresh);
        List<String> command = new ArrayList<>(List.of(plan.java().toString(), JvmFlags.writeCache(fresh)));
        command.addAll(JvmFlags.of(service));
        command.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", application().toString()));
        int exit = waitFor(children.startInBackground(command, plan.environment(service), plan.home(),
                plan.folder().log(service.label() + "-training")));
        if (exit != 0 || !Files.isRegularFile(fresh)) {
            delete(fresh);
            return false;
        }
        move(fresh, cache);
        forgetOlder(cache);
        return true;
    }

    Process start(Children children) {
        List<String> command = new ArrayList<>(List.of(plan.java().toString()));
        if (plan.plain()) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            if (isTrained()) {
                command.add(JvmFlags.useCache(cache));
            }
            command.addAll(JvmFlags.of(service));
            command.addAll(List.of("-jar", application().toString()));
        }
        return children.start(command, plan.environment(service), plan.home(), log());
    }

    Path log() {
        return plan.folder().log(service.label());
    }

    private Path application() {
        return folder.resolve(jar.getFileName());
    }

    /** Keeps the newest and the one before it, which a stack that was started earlier may be running. */
    private void forgetOlder(Path newest) {
        try (Stream<Path> siblings = Files.list(newest.resolveSibling(""))) {
            siblings.filter(path -> path.getFileName().toString().startsWith(service.label() + "-"))
                    .sorted(Comparator.comparing(AppImage::modified).reversed()).skip(KEPT).forEach(AppImage::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Hashes the checksums in the jar's table of contents: a rebuild of the same sources changes nothing. */
    private static String contentOf(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = digest();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                digest.update(bytes(entry.getName() + " " + entry.getCrc() + "\n"));
            }
            return shortHash(digest.digest());
        } catch (IOException e) {
            throw new Failure(jar + " cannot be read: " + e.getMessage() + ". Build it again with ./mvnw package.");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shortHash(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 6);
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(to, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
