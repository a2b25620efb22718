package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import polis.scheduler.cluster.Driver.Isolation;
import polis.scheduler.cluster.Driver.Launch;

/** All instances as the scheduler's own user, each in a folder of its own below {@code instances}. */
final class SharedWorkplaces implements Workplaces {

    private final Path folder;
    private final String why;
    private final boolean refused;

    /** @param refused whether nothing may be started like this */
    SharedWorkplaces(Path workdir, String why, boolean refused) {
        this.folder = workdir.resolve("instances");
        this.why = why;
        this.refused = refused;
    }

    @Override
    public Workplace prepare(Launch launch) throws IOException {
        if (refused) {
            throw new IOException("polis.scheduler.workload.isolation is required, and cannot be had: " + why);
        }
        Path own = folder.resolve(launch.instance());
        Files.createDirectories(own.resolve("tmp"));
        return new Workplace(List.of(), OptionalInt.empty(), Path.of(launch.jar()), own);
    }

    @Override
    public Isolation isolation() {
        return new Isolation(false,
                (refused
                        ? "No workload is started, because isolation is required and cannot be had: "
                        : "Workloads run as the services' own user: who may deploy reads its secrets. The reason: ")
                        + why + ".");
    }

    @Override
    public void tidy(Duration age, Set<String> running, Collection<String> jarsInUse) {
        Leftovers.in(folder, age, running).forEach(Leftovers::delete);
    }
}
