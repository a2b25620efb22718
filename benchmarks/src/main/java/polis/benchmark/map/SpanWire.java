package polis.benchmark.map;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that is kept open as long as the server keeps it, with as little of HTTP as posting spans needs. */
final class SpanWire implements AutoCloseable {

    private final int port;

    private final String path;

    private Socket socket;

    private InputStream in;

    private boolean closing;

    SpanWire(int port, String path) throws IOException {
        this.port = port;
        this.path = path;
        this.socket = open();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket open() throws IOException {
        Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(60_000);
        return opened;
    }

    /** The status that the spans are answered with. */
    int post(byte[] spans, String type) throws IOException {
        if (closing) {
            socket.close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream());
            closing = false;
        }
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + spans.length + "\r\n\r\n";
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(spans);
        } catch (IOException e) {
            // A server may answer before it has read all; its answer is there to be read all the same.
            closing = true;
        }
        try {
            return answer();
        } catch (IOException e) {
            closing = true;
            throw e;
        }
    }

    private int answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            closing |= lower.startsWith("connection:") && lower.contains("close");
        }
        in.skipNBytes(length);
        while (chunked) {
            int size = Integer.parseInt(line().strip(), 16);
            in.skipNBytes(size);
            line();
            chunked = size > 0;
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
