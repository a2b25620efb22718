package polis.registry.selfcheck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Calls this process as its clients do, once a second over a new connection, and measures how long that takes: the
 * queue of connections, the wait for a thread and for the processor are all in it. {@code OPTIONS *} is HTTP's ping
 * (RFC 9110, section 9.3.7); it reaches no handler.
 */
@Component
public class SelfProbe implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SelfProbe.class);
    private static final Duration PACE = Duration.ofSeconds(1);

    /** Long, so that it measures how long requests wait that clients gave up on, and that are served all the same. */
    private static final int PATIENCE = 120_000;

    /** What a refused connection counts as, in nanoseconds: nobody else gets in either. */
    private static final long REFUSED = Duration.ofSeconds(5).toNanos();

    private static final byte[] PING = "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Environment environment;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;
    private volatile int port;
    private volatile boolean answered;
    private volatile long startedAt;
    private volatile long worst;

    SelfProbe(Environment environment) {
        this.environment = environment;
    }

    /** Not that of the management server, where that has one of its own. */
    @EventListener
    void opened(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /**
     * What was measured since the last time.
     *
     * @param open whether anything was answered since the start
     * @param waitedMillis the longest that a request waited, that which waits now included
     */
    public record Measurement(boolean open, long waitedMillis) {}

    /** Returns each measurement once. */
    public Measurement measured() {
        long longest = worst;
        worst = 0;
        long start = startedAt;
        return new Measurement(answered, Math.max(longest, start == 0 ? 0 : System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("self-probe").daemon().start(this::run);
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!stopping.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (port > 0) {
                    measure();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() {
        long start = System.nanoTime();
        startedAt = start;
        boolean now = ping();
        long took = System.nanoTime() - start;
        startedAt = 0;
        worst = Math.max(worst, now ? took : Math.max(took, REFUSED));
        answered |= now;
    }

    private boolean ping() {
        try (var socket = new Socket()) {
            String bound = environment.getProperty("server.address");
            InetAddress address = bound == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bound);
            socket.setSoTimeout(PATIENCE);
            socket.connect(new InetSocketAddress(
                    address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port), PATIENCE);
            socket.getOutputStream().write(PING);
            // Over TLS the answer is an error: it came all the same.
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            log.debug("This process did not answer on its own port.", e);
            return false;
        }
    }
}
