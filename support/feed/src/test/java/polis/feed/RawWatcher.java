package polis.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that misbehaves: a bare socket that holds little, is read when the test says so, and is written to. */
final class RawWatcher implements AutoCloseable {

    private static final int HOLDS = 65_536;

    private final Socket socket;
    private final BufferedReader lines;
    private final List<String> head = new ArrayList<>();

    RawWatcher(int port, String method, String query) throws IOException {
        this(new Socket(), port, method, query);
    }

    RawWatcher(Socket socket, int port, String method, String query) throws IOException {
        this.socket = socket;
        socket.setReceiveBufferSize(HOLDS);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        send(method + " /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), HOLDS);
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            head.add(line);
        }
    }

    List<String> head() {
        return head;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line; none at the end. */
    @Nullable
    String line() throws IOException {
        return lines.readLine();
    }

    long nextSeq() throws IOException {
        String line = line();
        while (line != null && !line.startsWith("id:")) {
            line = line();
        }
        if (line == null) {
            throw new IOException("the stream ended");
        }
        return Long.parseLong(line.substring("id:".length()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
