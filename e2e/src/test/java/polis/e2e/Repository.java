package polis.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is and what the build put there. */
final class Repository {

    /** The folder that holds docker-compose.yml: the tests run in the module's folder or in the root. */
    static final Path ROOT = Files.exists(Path.of("docker-compose.yml"))
            ? Path.of("").toAbsolutePath()
            : Path.of("..").toAbsolutePath().normalize();

    /** What a build keeps to look at: screenshots, logs. */
    static final Path ARTEFACTS = ROOT.resolve("e2e/target/artefacts");

    private Repository() {}

}
