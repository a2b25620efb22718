package polis.cli.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.cli.api.Endpoints;
import polis.cli.process.ProcessIdentity;

/** What runs, as {@code run/city.json} says it: enough to find and end every process after the launcher is gone. */
public record CityState(Status status, ProcessIdentity launcher, Instant startedAt, int portOffset,
        @Nullable String bind, @Nullable Postgres postgres, List<Running> services) {

    /** How far the city is. */
    public enum Status {
        STARTING, UP, STOPPING
    }

    /** The database server; without a process when somebody else runs it. */
    public record Postgres(@Nullable ProcessIdentity process, String url, int port) {}

    /** A service's process. */
    public record Running(String name, List<Integer> ports, ProcessIdentity process, long startMillis, int restarts) {}

    /** What the launcher of that folder has written. */
    public static Optional<CityState> read(CityFolder folder) {
        return StateFile.read(folder);
    }

    static CityState starting(int portOffset, String bind) {
        return new CityState(Status.STARTING, ProcessIdentity.of(ProcessHandle.current()), Instant.now(), portOffset,
                bind, null, List.of());
    }

    CityState with(Status next) {
        return new CityState(next, launcher, startedAt, portOffset, bind, postgres, services);
    }

    CityState with(Postgres server) {
        return new CityState(status, launcher, startedAt, portOffset, bind, server, services);
    }

    CityState with(Running service) {
        List<Running> next = new ArrayList<>(services);
        next.removeIf(other -> other.name().equals(service.name()));
        next.add(service);
        return new CityState(status, launcher, startedAt, portOffset, bind, postgres, List.copyOf(next));
    }

    CityState withLauncher(ProcessIdentity next) {
        return new CityState(status, next, startedAt, portOffset, bind, postgres, services);
    }

    public Optional<Running> service(CityService service) {
        return services.stream().filter(running -> running.name().equals(service.label())).findFirst();
    }

    /** Where its APIs are. */
    Endpoints endpoints() {
        return Endpoints.local(portOffset, bind == null ? "" : bind);
    }

    boolean launcherAlive() {
        return launcher.isAlive();
    }

    /** The names of all that should run and doesn't. */
    List<String> missing() {
        Stream<String> absent = Stream.of(CityService.values())
                .filter(service -> service(service).filter(running -> running.process().isAlive()).isEmpty())
                .map(CityService::label);
        return Stream.concat(absent, databaseMissing() ? Stream.of("postgres") : Stream.of()).toList();
    }

    private boolean databaseMissing() {
        return postgres == null || (postgres.process() != null && !postgres.process().isAlive());
    }
}
