package polis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The deadlines come with the driver: who has one has the other, and nobody sets them anew. */
class EveryServiceTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @Test
    void whoeverHasADatabaseHasItFromHere() throws IOException {
        List<Path> services = services();
        assertThat(services).hasSizeGreaterThanOrEqualTo(5);
        for (Path service : services) {
            assertThat(Files.readString(service.resolve("pom.xml"))).as(service.toString())
                    .contains("<artifactId>polis-database</artifactId>")
                    .doesNotContain("<artifactId>postgresql</artifactId>");
        }
    }

    @Test
    void noServiceHasDeadlinesOfItsOwn() throws IOException {
        for (Path service : services()) {
            assertThat(Files.readString(service.resolve("src/main/resources/application.yaml"))).as(service.toString())
                    .doesNotContain("connection-timeout", "socketTimeout", "statement_timeout", "lock_timeout");
        }
    }

    /** Whose migrations say so. */
    private static List<Path> services() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/resources/db/migration")))
                    .toList();
        }
    }
}
