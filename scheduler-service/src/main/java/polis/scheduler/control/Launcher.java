package polis.scheduler.control;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;
import polis.scheduler.credential.Credential;
import polis.scheduler.desired.Artifacts;
import polis.scheduler.desired.Revisions;
import polis.scheduler.driver.Driver;

/** Gathers what an instance's process is started with, and has the driver start it. */
@Component
class Launcher {

    private final Driver driver;
    private final Artifacts artifacts;
    private final Revisions revisions;
    private final WorkloadEnvironment environment;

    Launcher(Driver driver, Artifacts artifacts, Revisions revisions, WorkloadEnvironment environment) {
        this.driver = driver;
        this.artifacts = artifacts;
        this.revisions = revisions;
        this.environment = environment;
    }

    RunningProcess start(Instance instance, @Nullable Credential credential) throws IOException {
        ProcessSpec process = instance.target().process();
        String jar = process == null ? null : process.jar();
        if (process == null || jar == null || !(artifacts.find(jar) instanceof Artifacts.Found.Jar(Path path))) {
            throw new IOException("there is no " + jar + " in the artifact root");
        }
        return driver.start(new Driver.Launch(instance.id(), revisions.architecture(instance.revision()),
                path.toString(), process.arguments(), environment.of(instance, credential), process.memory()));
    }
}
