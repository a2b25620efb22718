package polis.benchmark;

import java.util.Arrays;

/** How long a request takes that is sent many times, one after the other. */
public final class Latency {

    private Latency() {}

    /** A request that is told its number. */
    public interface Request {

        void send(int round) throws Exception;
    }

    /** Returns the milliseconds within which half of the requests were answered. */
    public static double p50(int requests, Request request) throws Exception {
        return percentile(0.5, requests, request);
    }

    /** Returns the milliseconds within which 99 of 100 requests were answered. */
    public static double p99(int requests, Request request) throws Exception {
        return percentile(0.99, requests, request);
    }

    private static double percentile(double share, int requests, Request request) throws Exception {
        long[] nanos = new long[requests];
        for (int round = 0; round < requests; round++) {
            long start = System.nanoTime();
            request.send(round);
            nanos[round] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[(int) Math.ceil(requests * share) - 1] / 1e6;
    }
}
