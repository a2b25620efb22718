package polis.postgres.test;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that all tests of a JVM share: started by the first, gone with the JVM. */
final class SharedServer {

    private static final Logger log = LoggerFactory.getLogger(SharedServer.class);

    private SharedServer() {}

    static Server get() {
        return Holder.SERVER;
    }

    private static Server start() {
        if (DockerEngine.provides(ContainerServer.IMAGE)) {
            try {
                return new ContainerServer();
            } catch (RuntimeException e) {
                log.warn("A Docker engine answers but does not run PostgreSQL: taking an embedded one", e);
            }
        }
        return new EmbeddedServer();
    }

    private static final class Holder {

        static final Server SERVER = start();
    }
}
