package polis.cli.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import polis.cli.terminal.Failure;

/** A service's jar laid out for a fast start: extracted, and with the JDK's AOT cache of its classes. */
final class AppImage {

    private final CityService service;
    private final CityPlan plan;
    private final Path jar;
    private final Path folder;
    private final Path cache;

    AppImage(CityService service, CityPlan plan) {
        this.service = service;
        this.plan = plan;
        this.jar = service.jar(plan.home());
        this.folder = plan.folder().apps().resolve(service.label());
        this.cache = plan.folder().aot().resolve(service.label() + ".aot");
    }

    /** Fails when the service has not been built. */
    AppImage built() {
        if (!Files.isRegularFile(jar)) {
            throw new Failure("There is no " + jar + ": run ./polis from a checkout, or build it with ./mvnw package.");
        }
        return this;
    }

    boolean isExtracted() {
        return Files.isRegularFile(mark()) && Files.isRegularFile(application());
    }

    CityService service() {
        return service;
    }

    /** Lays the jar out anew when its content has changed. */
    void extract(Children children) {
        String content = contentOf(jar);
        if (content.equals(read(mark()))) {
            return;
        }
        delete(folder);
        Path log = plan.folder().log(service.label() + "-extract");
        int exit = waitFor(children.start(List.of(plan.java().toString(), "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString()),
                plan.mark(), plan.home(), log));
        if (exit != 0) {
            throw new Failure("Cannot extract " + jar + "; see " + log);
        }
        write(mark(), content);
    }

    boolean isTrained() {
        return Files.isRegularFile(cache) && key().equals(read(cacheKey()));
    }

    /**
     * Runs the service up to its refreshed context and lets the JDK keep what it has loaded and linked.
     *
     * @return false when that failed; the service then starts without
     */
    boolean train(Children children) {
        delete(cache);
        List<String> command = new ArrayList<>(List.of(plan.java().toString(), JvmFlags.writeCache(cache)));
        command.addAll(JvmFlags.of(service));
        command.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", application().toString()));
        int exit = waitFor(children.start(command, plan.environment(service), plan.home(),
                plan.folder().log(service.label() + "-training")));
        if (exit != 0 || !Files.isRegularFile(cache)) {
            delete(cache);
            return false;
        }
        write(cacheKey(), key());
        return true;
    }

    Process start(Children children) {
        List<String> command = new ArrayList<>(List.of(plan.java().toString()));
        if (isTrained()) {
            command.add(JvmFlags.useCache(cache));
        }
        command.addAll(JvmFlags.of(service));
        command.addAll(List.of("-jar", application().toString()));
        return children.start(command, plan.environment(service), plan.home(), log());
    }

    Path log() {
        return plan.folder().log(service.label());
    }

    private Path application() {
        return folder.resolve(jar.getFileName());
    }

    private Path mark() {
        return folder.resolve("content");
    }

    private Path cacheKey() {
        return cache.resolveSibling(service.label() + ".key");
    }

    /** A cache fits one application, one JDK and one set of flags. */
    private String key() {
        return String.join("\n", String.valueOf(read(mark())), Runtime.version().toString(), plan.java().toString(),
                folder.toString(), String.join(" ", JvmFlags.of(service)));
    }

    /** By the checksums in its table of contents: a rebuild of the same sources changes nothing. */
    private static String contentOf(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                digest.update((entry.getName() + " " + entry.getCrc() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Failure(jar + " cannot be read: " + e.getMessage() + ". Build it again with ./mvnw package.");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
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
