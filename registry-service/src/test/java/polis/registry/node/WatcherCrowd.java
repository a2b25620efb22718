package polis.registry.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands of watchers of a feed, each on a socket of its own, all read by one thread. Each counts how often it was
 * told a word.
 */
final class WatcherCrowd implements AutoCloseable {

    private static final int AT_ONCE = 200;

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer request;
    private final byte[] word;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final List<Watcher> watchers = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("watchers").unstarted(this::read);
    private volatile boolean closed;

    WatcherCrowd(int port, String token, long after, String word) {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        // HTTP/1.0, so that no chunk begins in the middle of the word.
        this.request = ByteBuffer.wrap("""
                GET /api/v1/events?after=%d HTTP/1.0\r
                Accept: text/event-stream\r
                Authorization: Bearer %s\r
                \r
                """.formatted(after, token).getBytes(StandardCharsets.US_ASCII));
        this.word = word.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Watcher {

        private int matched;
        private volatile boolean greeted;
        private volatile boolean over;
        private volatile int told;

        void read(ByteBuffer bytes) {
            greeted = true;
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                // No part of the word begins as the word does, so that one step back is enough.
                matched = next == word[matched] ? matched + 1 : next == word[0] ? 1 : 0;
                if (matched == word.length) {
                    told++;
                    matched = 0;
                }
            }
        }
    }

    /** Connects so many, a few at once, each when the one before it has been answered. */
    void connect(int count) throws IOException {
        thread.start();
        for (int number = 0; number < count; number++) {
            Watcher watcher = new Watcher();
            watchers.add(watcher);
            SocketChannel channel = SocketChannel.open(server);
            channel.write(request.duplicate());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, watcher);
            selector.wakeup();
            if (number >= AT_ONCE) {
                Watcher before = watchers.get(number - AT_ONCE);
                while (!before.greeted && !before.over) {
                    LockSupport.parkNanos(100_000);
                }
            }
        }
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(key -> read(key), 1_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        Watcher watcher = (Watcher) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                key.cancel();
                watcher.over = true;
            }
            watcher.read(buffer.flip());
        } catch (IOException e) {
            key.cancel();
            watcher.over = true;
        }
    }

    /** How many were told the word exactly so often, and still listen. */
    long told(int times) {
        return watchers.stream().filter(watcher -> !watcher.over && watcher.told == times).count();
    }

    long greeted() {
        return watchers.stream().filter(watcher -> watcher.greeted && !watcher.over).count();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
