package polis.scheduler.node;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Node;
import polis.scheduler.placement.FreeMemory;

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
        Node local = node.node();
        long free = new FreeMemory(List.of(local), instances.living()).on(local.name());
        return new NodeList(List
                .of(new NodeView(local.name(), local.memory(), free, node.processors(), "READY", driver.isolation())));
    }

    record NodeList(List<NodeView> items) {}

    /**
     * @param memoryFreeBytes what no instance has reserved
     * @param isolation as whom instances run there
     */
    record NodeView(String name, long memoryBytes, long memoryFreeBytes, int processors, String state,
            Driver.Isolation isolation) {}
}
