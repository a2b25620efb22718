package polis.dependencymap.traffic;

import java.nio.ByteBuffer;

/**
 * A stored sum.
 *
 * @param caller the number of the calling node, or of the service itself
 * @param minute the first minute of its bucket
 */
record SumRow(int caller, int callee, boolean asynchronous, long calls, long errors, ByteBuffer latency, int minute) {

    boolean isOfTheSameEdgeAs(SumRow other) {
        return caller == other.caller && callee == other.callee && asynchronous == other.asynchronous;
    }
}
