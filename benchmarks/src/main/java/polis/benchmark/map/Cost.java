package polis.benchmark.map;

import java.io.IOException;
import polis.benchmark.ProcessCost;

/** CPU seconds of a server, and of it and its database together, and the time on the clock. */
record Cost(double own, double all, double seconds) {

    static Cost of(SpanServer server, long database) throws IOException {
        double own = server.cpuSeconds();
        double more = database == 0 ? 0 : ProcessCost.ofFamily(database).cpuSeconds();
        return new Cost(own, own + more, System.nanoTime() / 1e9);
    }

    Cost since(Cost before) {
        return new Cost(own - before.own, all - before.all, seconds - before.seconds);
    }
}
