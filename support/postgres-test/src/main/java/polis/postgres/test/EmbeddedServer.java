package polis.postgres.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL 18 from Maven's binaries, as a child process with its data in a temporary folder. */
final class EmbeddedServer implements Server {

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres process;
    private boolean frozen;

    EmbeddedServer() {
        try {
            data = Files.createTempDirectory("polis-postgres-");
            process = launch(0);
            port = process.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-stop"));
    }

    private EmbeddedPostgres launch(int chosenPort) throws IOException {
        return EmbeddedPostgres.builder().setPort(chosenPort).setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false).setPGStartupWait(Duration.ofMinutes(1)).start();
    }

    synchronized void start() {
        try {
            if (process == null) {
                process = launch(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL again on port " + port, e);
        }
    }

    /** The postmaster first, so that it starts nobody meanwhile. */
    synchronized void freeze() {
        ProcessHandle postmaster = postmaster();
        signal("STOP", Stream.of(postmaster));
        signal("STOP", postmaster.children());
        frozen = true;
    }

    synchronized void thaw() {
        if (frozen) {
            ProcessHandle postmaster = postmaster();
            signal("CONT", postmaster.children());
            signal("CONT", Stream.of(postmaster));
            frozen = false;
        }
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run", e);
        }
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void stop() {
        thaw();
        try {
            if (process != null) {
                process.close();
                process = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }

    void close() {
        stop();
        FileSystemUtils.deleteRecursively(data.toFile());
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public synchronized DataSource administrator(String database) {
        if (process == null) {
            throw new IllegalStateException("the server is stopped");
        }
        return process.getDatabase("postgres", database);
    }
}
