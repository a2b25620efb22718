package polis.cli.api;

import java.util.Locale;

/** The five services and the port at which each one's API listens. */
public enum Peer {
    REGISTRY(8761), VERSIONSET(8081), SCHEDULER(8082), MAP(8083), GATEWAY(9080);

    private final int port;

    Peer(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
