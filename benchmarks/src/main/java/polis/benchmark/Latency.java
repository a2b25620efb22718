package polis.benchmark;

import java.util.Arrays;

/** How long something takes that is done many times, one after the other. */
public final class Latency {

    private Latency() {}

    /** A request that is told its number. */
    public interface Request {

        void send(int round) throws Exception;
    }

    /** Milliseconds that 99 of 100 requests kept to. */
    public static double p99(int requests, Request request) throws Exception {
        long[] nanos = new long[requests];
        for (int round = 0; round < requests; round++) {
            long start = System.nanoTime();
            request.send(round);
            nanos[round] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[(int) Math.ceil(requests * 0.99) - 1] / 1e6;
    }
}
