package polis.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays the same graph out with ELK and prints the milliseconds. */
final class Elk {

    private Elk() {}

    public static void main(String[] arguments) {
        int services = Integer.parseInt(arguments[0]);
        int edges = Integer.parseInt(arguments[1]);
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        for (int i = 0; i < 5; i++) {
            milliseconds(RandomGraph.of(50, 150, i));
        }
        System.out.println(milliseconds(RandomGraph.of(services, edges, Long.parseLong(arguments[2]))));
    }

    private static double milliseconds(RandomGraph input) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        List<ElkNode> nodes = new ArrayList<>();
        for (int i = 0; i < input.services(); i++) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(150, 46);
            nodes.add(node);
        }
        for (int i = 0; i < input.from().size(); i++) {
            ElkGraphUtil.createSimpleEdge(nodes.get(input.from().get(i)), nodes.get(input.to().get(i)));
        }
        long start = System.nanoTime();
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return (System.nanoTime() - start) / 1e6;
    }
}
