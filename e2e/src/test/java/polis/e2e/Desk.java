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

/** A folder that looks like the checkout to the documentation's commands, but whose {@code ./polis} is a given city. */
final class Desk {

    private static final Pattern PORT = Pattern.compile("localhost:(\\d+)");

    private final City city;

    private final Path folder;

    Desk(City city) {
        this.city = city;
        try {
            this.folder = Files.createTempDirectory("polis-desk");
            Files.createSymbolicLink(this.folder.resolve("demo"), Repository.ROOT.resolve("demo"));
            Files.createSymbolicLink(this.folder.resolve(".polis"), city.data());
            Files.copy(Repository.ROOT.resolve("demo/shop.yaml"), this.folder.resolve("manifest.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path polis = this.folder.resolve("polis");
            Files.writeString(polis,
                    "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' '-Dpolis.home="
                            + Repository.ROOT + "' -jar '" + City.LAUNCHER + "' \"$@\" --data '" + city.data() + "'\n");
            Files.setPosixFilePermissions(polis, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Puts files there that the commands use. */
    void lay(Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.writeString(this.folder.resolve(name), text);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    /** Types the script as a user would; every command must succeed. */
    String type(String script) {
        String shifted = PORT.matcher(script)
                .replaceAll((match) -> "localhost:" + (Integer.parseInt(match.group(1)) + this.city.offset()));
        Command shell = Command.of("sh", "-e", "-c", "cd '" + this.folder + "'\n" + shifted);
        if (script.contains("POLIS_TOKEN")) {
            shell.with("POLIS_TOKEN", this.city.token("deployer"));
        }
        return shell.with("REGISTRY", this.city.registry()).with("EUREKA_PASSWORD", this.city.secret("eureka.password"))
                .with("VERSIONSET", this.city.versionset()).with("SCHEDULER", this.city.scheduler())
                .with("MAP", this.city.map()).with("CI_PIPELINE_ID", "pipeline-" + System.nanoTime())
                .within(Duration.ofMinutes(6)).succeed();
    }

}
