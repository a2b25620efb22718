package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A folder that looks like the checkout to the documentation's commands, but whose {@code ./polis} is a given stack.
 */
final class DocSandbox {

    private static final Pattern PORT = Pattern.compile("localhost:(\\d+)");

    private final Stack stack;
    private final Path folder;

    DocSandbox(Stack stack) {
        this.stack = stack;
        try {
            this.folder = Files.createTempDirectory("polis-sandbox");
            Files.createSymbolicLink(this.folder.resolve("demo"), Repository.ROOT.resolve("demo"));
            Files.createSymbolicLink(this.folder.resolve(".polis"), stack.data());
            Files.copy(Repository.ROOT.resolve("demo/shop.yaml"), this.folder.resolve("manifest.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path polis = this.folder.resolve("polis");
            Files.writeString(polis,
                    "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' '-Dpolis.home="
                            + Repository.ROOT + "' -jar '" + Stack.LAUNCHER + "' \"$@\" --data '" + stack.data()
                            + "'\n");
            Files.setPosixFilePermissions(polis, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Adds files that the commands use. */
    void add(Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.writeString(this.folder.resolve(name), text);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    /** Runs the script; every command must succeed, those in front of a pipe too. */
    String run(String script) {
        String shifted = PORT.matcher(script)
                .replaceAll((match) -> "localhost:" + (Integer.parseInt(match.group(1)) + this.stack.offset()));
        Command shell = Command.script("cd '" + this.folder + "'\n" + shifted);
        if (script.contains("POLIS_TOKEN")) {
            shell.with("POLIS_TOKEN", this.stack.token("deployer"));
        }
        return shell.with("REGISTRY", this.stack.registry())
                .with("EUREKA_PASSWORD", this.stack.secret("eureka.password"))
                .with("VERSIONSET", this.stack.versionset()).with("SCHEDULER", this.stack.scheduler())
                .with("MAP", this.stack.map()).with("CI_PIPELINE_ID", "pipeline-" + System.nanoTime())
                .within(Duration.ofMinutes(6)).succeed();
    }

}
