package polis.feed.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads server-sent events off a connection, and gives it up when nothing is heard for too long. */
final class EventStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final InputStream connection;
    private final BufferedReader lines;
    private final Thread watchdog;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean silent;

    EventStream(InputStream connection, Duration longestSilence) {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(connection, StandardCharsets.UTF_8));
        this.watchdog = Thread.ofVirtual().name("feed-watchdog").start(() -> watch(longestSilence));
    }

    /** The data of the next event; null at the end of the stream. Waits through comments. */
    @Nullable
    String next() throws IOException {
        StringBuilder data = new StringBuilder();
        String line = lines.readLine();
        while (line != null) {
            heardAt = System.nanoTime();
            if (line.isEmpty() && !data.isEmpty()) {
                return data.toString();
            }
            if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
            }
            line = lines.readLine();
        }
        if (silent) {
            throw new IOException("nothing was heard for too long");
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        watchdog.interrupt();
        connection.close();
    }

    private void watch(Duration longestSilence) {
        try {
            long left = longestSilence.toNanos();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = longestSilence.toNanos() - (System.nanoTime() - heardAt);
            }
            silent = true;
            connection.close();
        } catch (InterruptedException closed) {
            log.trace("The stream was closed");
        } catch (IOException unclosable) {
            log.debug("A silent stream cannot be closed", unclosable);
        }
    }
}
