package polis.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection that is kept open for as long as the server likes, with as little of HTTP as a load needs, so that it
 * costs less than what it loads.
 */
public final class HttpWire implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final int port;
    private Socket socket;
    private InputStream in;

    /** Tomcat says so after a hundred requests. */
    private boolean closing;
    private long received;

    public HttpWire(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private static Socket connect(int port) throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        connected.setTcpNoDelay(true);
        connected.setSoTimeout(60_000);
        return connected;
    }

    /** Bytes of the bodies of all answers so far. */
    public long received() {
        return received;
    }

    /**
     * The status; the answer's body is read and dropped.
     *
     * @param head the request line and the headers that are its own, each with the end of its line
     */
    public int exchange(String head, byte[] body) throws IOException {
        if (closing) {
            socket.close();
            socket = connect(port);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            closing = false;
        }
        byte[] begin = (head + "Host: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(begin, begin.length + body.length);
        System.arraycopy(body, 0, request, begin.length, body.length);
        try {
            socket.getOutputStream().write(request);
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
        skip(length);
        while (chunked) {
            int size = Integer.parseInt(line().strip(), 16);
            skip(size);
            line();
            chunked = size > 0;
        }
        return status;
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
        received += length;
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
