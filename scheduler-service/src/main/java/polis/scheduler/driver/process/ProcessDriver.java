package polis.scheduler.driver.process;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.RunningProcess;

/**
 * Instances as processes of this machine. Each is the leader of a session of its own and writes to a file, so that
 * nothing ties it to the scheduler; it is found again by its instance id in its environment and by its start time.
 */
@Component
@EnableConfigurationProperties({ProcessSettings.class, IsolationSettings.class})
class ProcessDriver implements Driver {

    private static final Logger log = LoggerFactory.getLogger(ProcessDriver.class);
    private static final long LOOK_MILLIS = 100;
    private static final long REAPED_MILLIS = 250;

    private final ProcessSettings settings;
    private final InstanceFiles files;
    private final Workplaces workplaces;
    private final Map<String, ProcessHandle> running = new ConcurrentHashMap<>();

    /** The processes that this scheduler started itself. */
    private final Map<String, Process> children = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Thread watcher;

    ProcessDriver(ProcessSettings settings, IsolationSettings isolation) {
        this.settings = settings;
        Path workdir = settings.workdir().toAbsolutePath().normalize();
        this.files = new InstanceFiles(workdir, settings.logSize().toBytes());
        this.workplaces = Workplaces.choose(isolation, settings.javaOrOwn(), workdir);
        this.watcher = Thread.ofPlatform().daemon().name("exits").start(this::watch);
    }

    @Override
    public RunningProcess start(Launch launch) throws IOException {
        ProcessHandle before = running.get(launch.instance());
        if (before == null) {
            before = ProcessTable.instances().getOrDefault(launch.instance(), List.of()).stream().findFirst()
                    .orElse(null);
        }
        if (before != null) {
            return track(launch.instance(), before);
        }
        Workplace place = workplaces.prepare(launch);
        Path log = files.log(launch.instance());
        if (place.uid().isPresent()) {
            Owned.by(place.uid().getAsInt(), log);
        }
        ProcessBuilder builder = new ProcessBuilder(InstanceCommand.words(settings.javaOrOwn(), launch, place));
        builder.environment().clear();
        builder.environment().putAll(InstanceCommand.environment(launch, place));
        builder.directory(place.folder().toFile());
        builder.redirectErrorStream(true);
        // Appending, so that the file can be cut while it is written to.
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        children.put(launch.instance(), process);
        return track(launch.instance(), process.toHandle());
    }

    private RunningProcess track(String instance, ProcessHandle process) throws IOException {
        RunningProcess known = ProcessTable.running(process);
        running.put(instance, process);
        files.writePid(instance, known);
        return known;
    }

    @Override
    public void adopt(Map<String, Optional<RunningProcess>> known) {
        Map<String, List<ProcessHandle>> found = ProcessTable.instances();
        known.forEach((instance, written) -> {
            if (!running.containsKey(instance)) {
                Optional<ProcessHandle> process = written.isPresent()
                        ? ProcessTable.find(written.get(), instance)
                        : found.getOrDefault(instance, List.of()).stream().findFirst();
                process.ifPresent(handle -> {
                    running.put(instance, handle);
                    log.info("Adopted {} as process {}", instance, handle.pid());
                });
            }
        });
    }

    @Override
    public boolean alive(String instance) {
        ProcessHandle process = running.get(instance);
        return process != null && ProcessTable.lives(process);
    }

    @Override
    public void end(String instance, boolean force) {
        ProcessHandle process = running.get(instance);
        if (process == null || !ProcessTable.lives(process)) {
            return;
        }
        if (force) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } else {
            process.destroy();
        }
    }

    @Override
    public OptionalInt exitStatus(String instance) {
        Process child = children.get(instance);
        try {
            // It has ended for /proc a moment before the JVM has its status.
            return child != null && child.waitFor(REAPED_MILLIS, TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(child.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public void forget(String instance) {
        running.remove(instance);
        children.remove(instance);
        files.removePid(instance);
    }

    @Override
    @Nullable
    public String logTail(String instance) {
        return files.logTail(instance);
    }

    @Override
    public void onExit(Runnable listener) {
        synchronized (listeners) {
            listeners.add(listener);
        }
    }

    @Override
    public void tidy(Duration age) {
        files.tidy(age, running.keySet());
        Set<String> jars = running.values().stream()
                .flatMap(process -> Stream.of(process.info().arguments().orElse(new String[0])))
                .filter(word -> word.endsWith(".jar")).collect(Collectors.toSet());
        workplaces.tidy(age, running.keySet(), jars);
    }

    @Override
    public Isolation isolation() {
        return workplaces.isolation();
    }

    private void watch() {
        Map<String, Boolean> before = new HashMap<>();
        long looks = 0;
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                boolean ended = false;
                for (String instance : running.keySet()) {
                    boolean alive = alive(instance);
                    ended |= Boolean.TRUE.equals(before.put(instance, alive)) && !alive;
                }
                before.keySet().retainAll(running.keySet());
                if (ended) {
                    synchronized (listeners) {
                        listeners.forEach(Runnable::run);
                    }
                }
                if (looks++ % 100 == 0) {
                    running.keySet().forEach(files::rotate);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watching, and nothing else: the instances go on. */
    @PreDestroy
    void close() {
        watcher.interrupt();
    }
}
