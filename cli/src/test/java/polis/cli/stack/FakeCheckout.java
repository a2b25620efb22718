package polis.cli.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import polis.cli.api.PolisService;
import polis.cli.postgres.PostgresBinaries;
import polis.cli.process.Marked;
import polis.cli.process.ProcessIdentity;

/** A folder with the five jars in their places, and the launcher run on it as a process of its own. */
final class FakeCheckout implements AutoCloseable {

    private final Path home;
    private final List<Process> launchers = new ArrayList<>();

    FakeCheckout(Path home) {
        this.home = home;
        try {
            for (PolisService service : PolisService.values()) {
                Path jar = home.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
                Files.createDirectories(jar.getParent());
                pack(jar);
            }
            // Unpacked once for all: what PostgreSQL is made of is the same in every checkout.
            Path binaries = Path.of("target", "postgres-binaries").toAbsolutePath();
            PostgresBinaries.unpack(binaries);
            Files.createDirectories(folder().root());
            Files.createSymbolicLink(home.resolve(".polis/postgres-binaries"), binaries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String name = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            entries.putNextEntry(new JarEntry(name));
            entries.write(FakeService.class.getClassLoader().getResourceAsStream(name).readAllBytes());
            entries.closeEntry();
        }
    }

    StackFolder folder() {
        return new StackFolder(home.resolve(".polis"));
    }

    Path home() {
        return home;
    }

    /** Starts the launcher in the background; its output is in the file {@code NAME.out}. */
    Process launch(String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Dpolis.home=" + home, "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), "polis.cli.Polis"));
        words.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true)
                    .redirectOutput(output(name).toFile()).start();
            launchers.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    int run(String name, String... arguments) {
        Process process = launch(name, arguments);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("Not done:\n" + said(name));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    String said(String name) {
        try {
            return Files.readString(output(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output(String name) {
        return home.resolve(name + ".out");
    }

    List<ProcessIdentity> processes() {
        return Marked.by(StackPlan.MARK, folder().root().toString());
    }

    @Override
    public void close() {
        launchers.forEach(Process::destroyForcibly);
        if (!processes().isEmpty()) {
            run("cleanup", "down");
        }
        processes().forEach(process -> process.find().ifPresent(ProcessHandle::destroyForcibly));
    }
}
