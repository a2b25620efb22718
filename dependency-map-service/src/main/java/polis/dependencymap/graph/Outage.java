package polis.dependencymap.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who is in trouble when a node stops. Who waits for an answer of it, directly or through others, is hurt; who is
 * connected with it by way of messages only is delayed: its messages wait, or it gets none.
 */
public final class Outage {

    private static final int ROUNDS = 64;

    private final Graph graph;
    private final boolean[] asynchronous;
    private final int stopped;
    /** The edge of the shortest way to the stopped node, or from it; -1 where there is none. */
    private final int[] hurtBy;
    private final int[] waitsBy;
    private final int[] starvesBy;

    private Outage(Graph graph, boolean[] asynchronous, boolean[] channel, int stopped) {
        this.graph = graph;
        this.asynchronous = asynchronous;
        this.stopped = stopped;
        this.hurtBy = none();
        this.waitsBy = none();
        this.starvesBy = none();
        int[] hurt = hurt();
        waiting(hurt, channel);
        starving();
    }

    /**
     * Computes the outage of a node.
     *
     * @param asynchronous the edges on which nobody waits for an answer
     * @param channel the nodes that only pass messages on
     */
    public static Outage of(Graph graph, boolean[] asynchronous, boolean[] channel, int stopped) {
        return new Outage(graph, asynchronous, channel, stopped);
    }

    public boolean isHurt(int node) {
        return hurtBy[node] >= 0;
    }

    /** Returns whether its messages wait for the stopped node, or for somebody who waits for it. */
    public boolean waits(int node) {
        return node != stopped && !isHurt(node) && waitsBy[node] >= 0;
    }

    /** Returns whether it gets no more messages that the stopped node used to send. */
    public boolean starves(int node) {
        return node != stopped && !isHurt(node) && !waits(node) && starvesBy[node] >= 0;
    }

    /** Returns the nodes from this one to the stopped one, or for one that starves from the stopped one to it. */
    public List<Integer> path(int node) {
        boolean along = starves(node);
        List<Integer> path = new ArrayList<>();
        path.add(node);
        for (int at = node; at != stopped;) {
            at = along ? graph.from(starvesBy[at]) : graph.to(isHurt(at) ? hurtBy[at] : waitsBy[at]);
            path.add(at);
        }
        return along ? path.reversed() : path;
    }

    /**
     * Returns the share of every node's requests that fail, at most: calls of one request to several who are hurt are
     * taken to be of different requests.
     *
     * @param requests of every node
     * @param calls of every edge
     */
    public double[] shares(double[] requests, double[] calls) {
        double[] share = new double[graph.nodes()];
        share[stopped] = 1;
        boolean changed = true;
        for (int round = 0; round < ROUNDS && changed; round++) {
            changed = false;
            for (int node = 0; node < share.length; node++) {
                if (node != stopped && isHurt(node) && requests[node] > 0) {
                    double failing = 0;
                    for (int i = 0; i < graph.outDegree(node); i++) {
                        int edge = graph.outEdge(node, i);
                        if (!asynchronous[edge] && graph.to(edge) != node) {
                            failing += Math.min(1, calls[edge] / requests[node]) * share[graph.to(edge)];
                        }
                    }
                    changed |= Math.min(1, failing) > share[node] + 1e-6;
                    share[node] = Math.min(1, failing);
                }
            }
        }
        return share;
    }

    private int[] none() {
        int[] by = new int[graph.nodes()];
        Arrays.fill(by, -1);
        return by;
    }

    /** Breadth first against the edges on which somebody waits; the stopped node first. */
    private int[] hurt() {
        int[] queue = new int[graph.nodes()];
        int tail = 0;
        queue[tail++] = stopped;
        for (int head = 0; head < tail; head++) {
            for (int i = 0; i < graph.inDegree(queue[head]); i++) {
                int edge = graph.inEdge(queue[head], i);
                int caller = graph.from(edge);
                if (!asynchronous[edge] && caller != stopped && hurtBy[caller] < 0) {
                    hurtBy[caller] = edge;
                    queue[tail++] = caller;
                }
            }
        }
        return Arrays.copyOf(queue, tail);
    }

    /** Who sends messages to one that is hurt: no further, since its own callers have their answer already. */
    private void waiting(int[] hurt, boolean[] channel) {
        int[] queue = Arrays.copyOf(hurt, graph.nodes());
        int tail = hurt.length;
        for (int head = 0; head < tail; head++) {
            for (int i = 0; i < graph.inDegree(queue[head]); i++) {
                int edge = graph.inEdge(queue[head], i);
                int sender = graph.from(edge);
                if (asynchronous[edge] && sender != stopped && hurtBy[sender] < 0 && waitsBy[sender] < 0) {
                    waitsBy[sender] = edge;
                    if (channel[sender]) {
                        queue[tail++] = sender;
                    }
                }
            }
        }
    }

    private void starving() {
        int[] queue = new int[graph.nodes()];
        int tail = 0;
        queue[tail++] = stopped;
        for (int head = 0; head < tail; head++) {
            for (int i = 0; i < graph.outDegree(queue[head]); i++) {
                int edge = graph.outEdge(queue[head], i);
                int reader = graph.to(edge);
                if (asynchronous[edge] && reader != stopped && starvesBy[reader] < 0) {
                    starvesBy[reader] = edge;
                    queue[tail++] = reader;
                }
            }
        }
    }
}
