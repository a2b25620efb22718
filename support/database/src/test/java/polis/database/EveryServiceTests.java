package polis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds of every service that has a database: its deadlines come with the driver, and its migrations are told
 * apart.
 */
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

    /** Two of one number: Flyway refuses to start, and who adds one to a support module sees only that module's. */
    @Test
    void noTwoMigrationsOfAServiceHaveTheSameVersion() throws IOException {
        for (Path service : services()) {
            Map<String, Path> versions = new HashMap<>();
            for (Path migration : migrations(service)) {
                String version = migration.getFileName().toString().split("__", 2)[0];
                assertThat(versions.put(version, migration)).as("%s is %s too", migration, version).isNull();
            }
            assertThat(versions).as(service.toString()).isNotEmpty();
        }
    }

    /** The service's own and those of support modules that it takes up, as its configuration says. */
    private static List<Path> migrations(Path service) throws IOException {
        Matcher location = Pattern.compile("classpath:(db/[a-z-]+)")
                .matcher(Files.readString(service.resolve("src/main/resources/application.yaml")));
        List<Path> found = new ArrayList<>(sql(service.resolve("src/main/resources/db/migration")));
        while (location.find()) {
            if (!location.group(1).equals("db/migration")) {
                try (Stream<Path> modules = Files.list(ROOT.resolve("support"))) {
                    for (Path module : modules.toList()) {
                        found.addAll(sql(module.resolve("src/main/resources").resolve(location.group(1))));
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> sql(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("V.*\\.sql")).toList();
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
