package polis.benchmark.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of sockets that watch one feed, all read by one thread, which notes when each is told of an instance's end.
 */
final class Watchers implements AutoCloseable {

    private static final byte[] WORD = "\"to\":\"GONE\"".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 200;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final long[] toldAt;
    private final Thread thread = Thread.ofPlatform().name("watchers").unstarted(this::read);
    private volatile boolean closed;

    /** Connects so many; returns when each has been answered. */
    Watchers(int count, int port, String request) throws Exception {
        toldAt = new long[count];
        thread.start();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int number = 1; number <= count; number++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Watcher());
            selector.wakeup();
            await(greeted, number - AT_ONCE);
        }
        await(greeted, count);
    }

    private static final class Watcher {

        private boolean greeted;

        private int matched;
    }

    /** Nanoseconds from now to when each was told, after the instance's end was caused. */
    long[] end(Cause cause) throws Exception {
        told.set(0);
        long start = System.nanoTime();
        cause.run();
        await(told, toldAt.length);
        long[] nanos = toldAt.clone();
        for (int watcher = 0; watcher < nanos.length; watcher++) {
            nanos[watcher] -= start;
        }
        return nanos;
    }

    interface Cause {

        void run() throws Exception;
    }

    private static void await(AtomicInteger counter, int least) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        while (counter.get() < least) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(counter + " in place of " + least);
            }
            TimeUnit.MICROSECONDS.sleep(500);
        }
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(this::read, 1_000);
            }
        } catch (ClosedSelectorException end) {
            // Nobody watches any more.
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
            }
        } catch (IOException e) {
            key.cancel();
        }
        if (!watcher.greeted) {
            watcher.greeted = true;
            greeted.incrementAndGet();
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            // No part of the word begins as the word does but its quotes, so that one step back is enough.
            watcher.matched = next == WORD[watcher.matched] ? watcher.matched + 1 : next == WORD[0] ? 1 : 0;
            if (watcher.matched == WORD.length) {
                watcher.matched = 0;
                toldAt[told.get() % toldAt.length] = System.nanoTime();
                told.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
