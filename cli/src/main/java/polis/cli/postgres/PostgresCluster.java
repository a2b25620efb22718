package polis.cli.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polis.cli.process.Pause;
import polis.cli.process.ProcessIdentity;
import polis.cli.process.Spawn;
import polis.cli.terminal.Failure;

/**
 * A PostgreSQL server of our own on the loopback address, with its files in one folder. It is nobody's child: it goes
 * on when the launcher dies, and is found again by the {@code postmaster.pid} in its folder.
 */
public final class PostgresCluster {

    public static final String SUPERUSER = "postgres";

    /** For a recovery on a busy machine; pg_ctl answers at once when the server has ended. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 3;

    private final Path binaries;
    private final Path folder;
    private final Path log;
    private final int port;
    private final Map<String, String> environment;
    private final Unprivileged unprivileged;

    /** The binaries are the folder of {@code pg_ctl}; the cluster's folder is made when missing. */
    public PostgresCluster(Path binaries, Path folder, Path log, int port, Map<String, String> environment) {
        this.binaries = binaries;
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.environment = environment;
        this.unprivileged = Unprivileged.forThisUser();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Starts the server, with a new cluster when there is none; returns when it takes connections. */
    public ProcessIdentity start(String superuserPassword) {
        unprivileged.reach(binaries.resolve("pg_ctl"));
        try {
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                initialise(superuserPassword);
            }
            Files.writeString(folder.resolve("polis.conf"), settings());
            unprivileged.own(folder);
            Files.write(log, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            unprivileged.own(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare PostgreSQL in " + folder, e);
        }
        for (int attempt = 1;; attempt++) {
            forgetDeadServer();
            int exit = control("start", "-w", "-t", Long.toString(START_LIMIT.toSeconds()), "-l", log.toString());
            Optional<ProcessIdentity> server = running(folder);
            if (exit == 0 && server.isPresent()) {
                return server.get();
            }
            if (attempt == ATTEMPTS) {
                throw new Failure("PostgreSQL does not start. Read " + log);
            }
            // After a kill -9 the server's children need a moment to notice and to let go of its shared memory.
            Pause.millis(1000);
        }
    }

    /** The server that runs on the folder, found without having started it. */
    public static Optional<ProcessIdentity> running(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            long pid = Math.abs(Long.parseLong(lines.getFirst().strip()));
            Instant noted = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ProcessHandle.of(pid).filter(process -> isServer(process, noted)).map(ProcessIdentity::of)
                    .filter(ProcessIdentity::isAlive);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
    public void stop() {
        if (running(folder).isPresent()) {
            int exit = control("stop", "-m", "fast", "-w", "-t", "60");
            if (exit != 0 && running(folder).isPresent()) {
                control("stop", "-m", "immediate", "-w", "-t", "20");
            }
        }
        running(folder).flatMap(ProcessIdentity::find).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Sized for what roles.sql lets the five services have together; durability is left as PostgreSQL has it. */
    private String settings() {
        return """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 64MB
                jit = off
                log_timezone = 'UTC'
                timezone = 'UTC'
                """.formatted(port);
    }

    private static boolean isServer(ProcessHandle process, Instant noted) {
        ProcessHandle.Info info = process.info();
        boolean startedThen = info.startInstant().map(start -> Duration.between(start, noted).abs().toSeconds() <= 10)
                .orElse(false);
        return startedThen && info.command().map(command -> command.endsWith("postgres")).orElse(true);
    }

    /** PostgreSQL itself forgets a dead server, but not when another process has its id by now. */
    private void forgetDeadServer() {
        try {
            if (running(folder).isEmpty()) {
                Files.deleteIfExists(folder.resolve("postmaster.pid"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove a stale " + folder.resolve("postmaster.pid"), e);
        }
    }

    /** Made beside its place and moved there when complete, so that a Ctrl-C leaves no half of a cluster. */
    private void initialise(String superuserPassword) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        PostgresBinaries.delete(fresh);
        Files.createDirectory(fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path password = folder.resolveSibling("superuser.tmp");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, superuserPassword);
        try {
            unprivileged.own(fresh);
            unprivileged.own(password);
            int exit = run("initdb", "-D", fresh.toString(), "-U", SUPERUSER, "-A", "scram-sha-256", "--encoding=UTF8",
                    "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--pwfile=" + password);
            if (exit != 0) {
                throw new Failure("PostgreSQL cannot make its files in " + folder + "; see " + log);
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude 'polis.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private int control(String action, String... arguments) {
        List<String> words = new ArrayList<>(List.of(action, "-D", folder.toString()));
        words.addAll(List.of(arguments));
        return run("pg_ctl", words.toArray(String[]::new));
    }

    private int run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(binaries.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path above = folder.toAbsolutePath().resolveSibling("");
        try {
            return Spawn.start(unprivileged.with(command), environment, above, log).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " ran", e);
        }
    }
}
