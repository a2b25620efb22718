package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir
    private Path folder;

    @Test
    void theyAreMadeOnceForThisUserOnly() throws IOException {
        Path file = folder.resolve("secrets.properties");
        Secrets first = Secrets.in(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Secrets.in(file).cli()).isEqualTo(first.cli()).hasSize(48);
        assertThat(first.roleVariables()).containsOnlyKeys("registry_password", "versionset_password",
                "scheduler_password", "dependency_map_password", "gateway_password");
        assertThat(first.roleVariables().values()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsMissingIsAddedAndTheRestStays() throws IOException {
        Path file = folder.resolve("secrets.properties");
        Secrets first = Secrets.in(file);
        List<String> kept = Files.readAllLines(file).stream().filter(line -> !line.startsWith("ingest")).toList();
        Files.write(file, kept);
        Secrets second = Secrets.in(file);
        assertThat(second.cli()).isEqualTo(first.cli());
        assertThat(second.ingestKey()).isNotEqualTo(first.ingestKey()).hasSize(48);
    }
}
