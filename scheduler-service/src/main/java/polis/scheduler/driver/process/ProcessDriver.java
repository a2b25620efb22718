package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import polis.scheduler.driver.Driver;

/**
 * Instances as processes of this machine. Each is the leader of a session of its own and writes to a file, so that nothing
 * ties it to the scheduler; it is found again by its instance id in its environment and by its start time.
 */
@Component
@EnableConfigurationProperties(ProcessSettings.class)
class ProcessDriver implements Driver {

    private static final Logger log = LoggerFactory.getLogger(ProcessDriver.class);

    private static final long LOOK_MILLIS = 100;

    private static final long REAPED_MILLIS = 250;

    /** Below that a JVM is better off with little of everything. */
    private static final long SMALL = 512L << 20;

    private final ProcessSettings settings;

    private final InstanceFiles files;

    private final Map<String, ProcessHandle> running = new ConcurrentHashMap<>();

    /** Of those that this scheduler started itself. */
    private final Map<String, Process> children = new ConcurrentHashMap<>();

    private final List<Runnable> listeners = new ArrayList<>();

    private final Thread watcher;

    ProcessDriver(ProcessSettings settings) {
        this.settings = settings;
        this.files = new InstanceFiles(settings.workdir().toAbsolutePath(), settings.logSize().toBytes());
        this.watcher = Thread.ofPlatform().daemon().name("exits").start(this::watch);
    }

    @Override
    public Running start(Launch launch) throws IOException {
        ProcessHandle before = running.get(launch.instance());
        if (before == null) {
            before = ProcessTable.instances().getOrDefault(launch.instance(), List.of()).stream().findFirst()
                    .orElse(null);
        }
        if (before != null) {
            return track(launch.instance(), before);
        }
        ProcessBuilder builder = new ProcessBuilder(command(launch));
        builder.environment().clear();
        builder.environment().putAll(environment(launch));
        builder.directory(files.folder().toFile());
        builder.redirectErrorStream(true);
        // Appending, so that the file can be cut while it is written to.
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log(launch.instance()).toFile()));
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        children.put(launch.instance(), process);
        return track(launch.instance(), process.toHandle());
    }

    private Running track(String instance, ProcessHandle process) throws IOException {
        Running known = ProcessTable.running(process);
        running.put(instance, process);
        files.writePid(instance, known);
        return known;
    }

    private List<String> command(Launch launch) {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.add(settings.javaOrOwn().toString());
        command.add("-Xmx" + Math.max(16, launch.memoryBytes() >> 21) + "m");
        if (launch.memoryBytes() <= SMALL) {
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
        command.add(ProcessTable.OPTION + launch.instance());
        command.addAll(List.of("-jar", launch.jar()));
        command.addAll(launch.arguments());
        return command;
    }

    /** Only what was meant for it: the scheduler's own environment holds its secrets. */
    private static Map<String, String> environment(Launch launch) {
        Map<String, String> environment = new ConcurrentHashMap<>();
        for (String name : List.of("PATH", "HOME", "LANG")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(launch.environment());
        environment.put(ProcessTable.VARIABLE, launch.instance());
        return environment;
    }

    @Override
    public void adopt(Map<String, Optional<Running>> known) {
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
    public String lastWords(String instance, int atMost) {
        return files.lastWords(instance, atMost);
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
