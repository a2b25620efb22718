package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import polis.scheduler.cluster.Driver.Isolation;
import polis.scheduler.cluster.Driver.Launch;

/** Makes the places that instances run in. */
interface Workplaces {

    /** A user per architecture where that is asked for and can be; why not is told where it cannot. */
    static Workplaces choose(IsolationSettings settings, Path java, Path workdir) {
        boolean required = settings.isolation() == IsolationSettings.Mode.REQUIRED;
        Path base = settings.folder().toAbsolutePath().normalize();
        Optional<String> why = settings.isolation() == IsolationSettings.Mode.OFF
                ? Optional.of("polis.scheduler.workload.isolation is off")
                : SetPriv.missing().or(() -> Uids.prepare(base))
                        .or(() -> SetPriv.refusal(settings.uids().first(), java, base));
        Workplaces chosen = why.isEmpty()
                ? new ArchitectureWorkplaces(base, settings.uids(), workdir)
                : new SharedWorkplaces(workdir, why.get(), required);
        LoggerFactory.getLogger(Workplaces.class).atLevel(why.isEmpty() ? Level.INFO : Level.WARN)
                .log(chosen.isolation().detail());
        return chosen;
    }

    Workplace prepare(Launch launch) throws IOException;

    Isolation isolation();

    /** Removes the folders of instances that ended longer ago than that, and jars that nobody runs. */
    void tidy(Duration age, Set<String> running, Collection<String> jarsInUse);
}
