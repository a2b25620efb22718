package polis.cli.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.cli.api.Endpoints;
import polis.cli.api.PolisService;
import polis.cli.process.ProcessIdentity;

/** What runs, as {@code run/stack.json} says it: enough to find and end every process after the launcher is gone. */
public record StackState(Status status, ProcessIdentity launcher, Instant startedAt, int portOffset,
        @Nullable String bind, @Nullable Postgres postgres, List<Running> services) {

    /** How far the start or stop has come. */
    public enum Status {
        STARTING, UP, STOPPING
    }

    /** The database server; without a process when somebody else runs it. */
    public record Postgres(@Nullable ProcessIdentity process, String url, int port) {}

    /** A service's process. */
    public record Running(String name, List<Integer> ports, ProcessIdentity process, long startMillis, int restarts) {}

    /** Reads what the launcher of that folder has written. */
    public static Optional<StackState> read(StackFolder folder) {
        return StateFile.read(folder);
    }

    static StackState starting(int portOffset, String bind) {
        return new StackState(Status.STARTING, ProcessIdentity.of(ProcessHandle.current()), Instant.now(), portOffset,
                bind, null, List.of());
    }

    StackState with(Status next) {
        return new StackState(next, launcher, startedAt, portOffset, bind, postgres, services);
    }

    StackState with(Postgres server) {
        return new StackState(status, launcher, startedAt, portOffset, bind, server, services);
    }

    StackState with(Running service) {
        List<Running> next = new ArrayList<>(services);
        next.removeIf(other -> other.name().equals(service.name()));
        next.add(service);
        return new StackState(status, launcher, startedAt, portOffset, bind, postgres, List.copyOf(next));
    }

    StackState withLauncher(ProcessIdentity next) {
        return new StackState(status, next, startedAt, portOffset, bind, postgres, services);
    }

    public Optional<Running> service(PolisService service) {
        return services.stream().filter(running -> running.name().equals(service.label())).findFirst();
    }

    /** Returns the addresses of its APIs. */
    Endpoints endpoints() {
        return Endpoints.local(portOffset, bind == null ? "" : bind);
    }

    boolean launcherAlive() {
        return launcher.isAlive();
    }

    /** Returns the names of the services, and of the database, that should run and do not. */
    List<String> missing() {
        Stream<String> absent = Stream.of(PolisService.values())
                .filter(service -> service(service).filter(running -> running.process().isAlive()).isEmpty())
                .map(PolisService::label);
        return Stream.concat(absent, databaseMissing() ? Stream.of("postgres") : Stream.of()).toList();
    }

    private boolean databaseMissing() {
        return postgres == null || (postgres.process() != null && !postgres.process().isAlive());
    }
}
