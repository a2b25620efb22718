package polis.dependencymap.rendering;

import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Load;

/** An edge with its traffic; it was observed if there was any. */
public record Edge(EdgeKey key, Load load, boolean declared) {

    public boolean observed() {
        return load.calls() > 0;
    }

    public String from() {
        return key.from().name();
    }

    public String to() {
        return key.to().name();
    }

    public boolean asynchronous() {
        return key.asynchronous();
    }

    public String kind() {
        return key.asynchronous() ? "async" : "sync";
    }
}
