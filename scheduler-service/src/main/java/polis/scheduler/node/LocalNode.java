package polis.scheduler.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Node;
import polis.scheduler.cluster.Nodes;

/** This machine, the only node of this driver. */
@Component
@EnableConfigurationProperties(NodeSettings.class)
class LocalNode implements Nodes {

    private final Node node;

    LocalNode(NodeSettings settings) {
        this.node = new Node(settings.name(), settings.memory() != null ? settings.memory().toBytes() : detected());
    }

    @Override
    public List<Node> all() {
        return List.of(node);
    }

    /** Its name, and the memory that instances may reserve. */
    Node node() {
        return node;
    }

    int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What the machine has, unless the scheduler's own control group is given less. */
    private static long detected() {
        long physical = ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize()
                        : Runtime.getRuntime().maxMemory();
        return LongStream
                .of(physical, limit("/sys/fs/cgroup/memory.max"), limit("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
                .min().orElse(physical);
    }

    private static long limit(String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (IOException | NumberFormatException none) {
            return Long.MAX_VALUE;
        }
    }
}
