package polis.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An instance that answers with whatever octets a test wants. */
final class RawInstance implements AutoCloseable {

    /** Answers one request; returns whether the connection goes on. */
    interface Script {
        boolean answer(RawConnection.Message request, RawConnection connection) throws Exception;
    }

    final List<RawConnection.Message> received = new CopyOnWriteArrayList<>();

    private final Consumer<RawConnection.Message> observer;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reading = new AtomicInteger();
    private volatile Script script;

    RawInstance(Script script) throws IOException {
        this(script, null);
    }

    /** @param observer sees all that is received, whole or not, instead of its being remembered */
    RawInstance(Script script, Consumer<RawConnection.Message> observer) throws IOException {
        this.script = script;
        this.observer = observer == null ? received::add : observer;
        this.server = new ServerSocket(0, 1024, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().name("raw instance").start(this::accept);
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void script(Script next) {
        script = next;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Requests that have begun to arrive and have neither ended nor broken off. */
    int reading() {
        return reading.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (RawConnection connection = new RawConnection(socket)) {
            boolean on = true;
            while (on) {
                RawConnection.Message request = connection.patience(60_000).request(reading);
                if (request == null) {
                    return;
                }
                observer.accept(request);
                on = request.whole() && script.answer(request, connection);
            }
        } catch (Exception over) {
            // The gateway closed the connection, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
