package polis.scheduler.node;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.scheduler.driver.Driver;
import polis.scheduler.workload.Instances;

@RestController
class NodeController {

    private final LocalNode node;

    private final Instances instances;

    private final Driver driver;

    NodeController(LocalNode node, Instances instances, Driver driver) {
        this.node = node;
        this.driver = driver;
        this.instances = instances;
    }

    /** The machines that instances may be placed on. */
    @GetMapping("/api/v1/nodes")
    @Operation(summary = "The machines that instances may be placed on")
    NodeList nodes() {
        long free = Math.max(0, node.memory() - instances.reservedMemory(node.name()));
        return new NodeList(
                List.of(new Node(node.name(), node.memory(), free, node.processors(), "READY", driver.isolation())));
    }

    record NodeList(List<Node> items) {}

    /**
     * @param memoryFreeBytes what no instance has reserved
     * @param isolation as whom instances run there
     */
    record Node(String name, long memoryBytes, long memoryFreeBytes, int processors, String state,
            Driver.Isolation isolation) {}
}
