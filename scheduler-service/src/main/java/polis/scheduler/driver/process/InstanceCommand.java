package polis.scheduler.driver.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polis.scheduler.cluster.Driver.Launch;

/** How an instance's process is called, and what it finds in its environment. */
final class InstanceCommand {

    /** Below that a JVM is better off with little of everything. */
    private static final long SMALL = 512L << 20;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private InstanceCommand() {}

    static List<String> words(Path java, Launch launch, Workplace place) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(place.prefix());
        command.add(java.toString());
        command.add("-Xmx" + Math.max(16, launch.memoryBytes() >> 21) + "m");
        if (launch.memoryBytes() <= SMALL) {
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
        // Nothing of it in the machine's /tmp, where others could read it and nobody would remove it.
        command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + place.temporary()));
        command.add(ProcessTable.OPTION + launch.instance());
        command.addAll(List.of("-jar", place.jar().toString()));
        command.addAll(launch.arguments());
        return command;
    }

    /** Only what was meant for it: the scheduler's own environment holds its secrets. */
    static Map<String, String> environment(Launch launch, Workplace place) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("PATH", "LANG")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("HOME", place.folder().toString());
        environment.put("TMPDIR", place.temporary().toString());
        environment.putAll(launch.environment());
        environment.put(ProcessTable.VARIABLE, launch.instance());
        return environment;
    }
}
