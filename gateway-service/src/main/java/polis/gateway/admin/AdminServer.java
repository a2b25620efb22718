package polis.gateway.admin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import polis.address.AddressPolicy;
import polis.gateway.listener.ClientConnections;

/**
 * Serves the dispatcher, with its filters and its security, on a port of its own. Spring Boot's own server serves the
 * traffic only, so that nothing of this can be reached there, whatever the path.
 */
// ADR 16
@Component
public class AdminServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final long GRACE_SECONDS = 2;

    private final ApplicationContext context;
    private final AdminSettings settings;
    private final ClientConnections clients;
    private final @Nullable Duration idleTimeout;
    private final AddressPolicy addresses;
    private @Nullable WebServer server;

    AdminServer(ApplicationContext context, AdminSettings settings, ClientConnections clients, AddressPolicy addresses,
            @Value("${server.netty.idle-timeout:#{null}}") @Nullable Duration idleTimeout) {
        this.context = context;
        this.settings = settings;
        this.clients = clients;
        this.addresses = addresses;
        this.idleTimeout = idleTimeout;
    }

    /** The port that it listens on; -1 while it does not. */
    public synchronized int port() {
        return server == null ? -1 : server.getPort();
    }

    @Override
    public synchronized void start() {
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(settings.port());
        if (settings.address() != null) {
            factory.setAddress(settings.address());
        }
        factory.addServerCustomizers(clients, http -> idleTimeout == null ? http : http.idleTimeout(idleTimeout));
        factory.setShutdown(Shutdown.GRACEFUL);
        server = factory.getWebServer(WebHttpHandlerBuilder.applicationContext(context).build());
        server.start();
        addresses.services().listensOn(server.getPort());
        log.info("Admin API, actuator and console on port {}", server.getPort());
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            CountDownLatch done = new CountDownLatch(1);
            server.shutDownGracefully(_ -> done.countDown());
            try {
                boolean quiet = done.await(GRACE_SECONDS, TimeUnit.SECONDS);
                log.debug("Admin server quiet: {}", quiet);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Starts before the traffic, and stays until it has drained: whoever drains us wants to see how far we are. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
