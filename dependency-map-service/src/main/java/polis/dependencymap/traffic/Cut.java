package polis.dependencymap.traffic;

/**
 * What is left out of an answer because there is more than it may hold: those with the least traffic.
 *
 * @param nodes that are left out
 * @param edges that are left out, beside those from and to such nodes
 */
public record Cut(long nodes, long edges) {

    static final Cut NONE = new Cut(0, 0);

    public boolean isNothing() {
        return nodes == 0 && edges == 0;
    }
}
