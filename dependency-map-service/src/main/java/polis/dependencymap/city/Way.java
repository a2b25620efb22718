package polis.dependencymap.city;

import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Road;

/** A road with its traffic; it was observed if there was any. */
public record Way(Road road, Load load, boolean declared) {

    public boolean observed() {
        return load.calls() > 0;
    }

    public String from() {
        return road.from().name();
    }

    public String to() {
        return road.to().name();
    }

    public boolean asynchronous() {
        return road.asynchronous();
    }

    public String kind() {
        return road.asynchronous() ? "async" : "sync";
    }
}
