package polis.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a connection, octet by octet, with its own strict reading of HTTP/1.1: it shares nothing with the gateway.
 */
final class RawConnection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \t]*(\\d+)[ \t]*$");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:[ \t]*chunked[ \t]*$");

    private final Socket socket;
    private final InputStream in;

    RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
    }

    static RawConnection to(int port) throws IOException {
        return new RawConnection(new Socket("127.0.0.1", port));
    }

    /**
     * A message that was read.
     *
     * @param whole whether it came to its end; otherwise the connection broke before
     */
    record Message(String head, String body, boolean whole) {

        String first() {
            return head.lines().findFirst().orElse("");
        }

        int status() {
            return Integer.parseInt(first().substring(9, 12));
        }

        /** Values of a header, in order, parted by " / "; empty where there is none. */
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return String.join(" / ",
                    head.lines().skip(1).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                            .map(line -> line.substring(start.length()).strip()).toList());
        }
    }

    RawConnection send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    RawConnection patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    /**
     * The next request; null when the connection ends before it begins.
     *
     * @param reading counts those that are being read
     */
    Message request(AtomicInteger reading) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        reading.incrementAndGet();
        try {
            return message(false);
        } finally {
            reading.decrementAndGet();
        }
    }

    /** The next final answer; null when the connection ends before it begins. */
    Message answer() throws IOException {
        Message answer = message(true);
        while (answer != null && answer.status() < 200) {
            answer = message(true);
        }
        return answer;
    }

    /** The next answer, to a HEAD. */
    Message answerToHead() throws IOException {
        return new Message(head(new ByteArrayOutputStream()), "", true);
    }

    /** The next answer, whichever it is. */
    Message upgraded() throws IOException {
        return message(true);
    }

    /** So many octets, or those that came before the end. */
    String octets(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Returns whether something comes before the patience ends; it can then be read. */
    boolean speaks() throws IOException {
        in.mark(1);
        try {
            if (in.read() < 0) {
                return false;
            }
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        }
        in.reset();
        return true;
    }

    /** Reads up to these octets; returns whether they came before the end. */
    boolean until(String octets) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(octets) < 0) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            read.append((char) octet);
        }
        return true;
    }

    /**
     * Returns whether the other side ends in order and without another octet: a reset could have taken what came before
     * it.
     */
    boolean ends() {
        try {
            return in.read() < 0;
        } catch (IOException resetOrOpen) {
            return false;
        }
    }

    /** Returns whether the other side closes, by whatever means, without another octet. */
    boolean closes() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private Message message(boolean answer) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            String head = head(octets);
            if (head == null) {
                return null;
            }
            octets.reset();
            boolean whole = answer && bodiless(head) || body(head, answer, octets);
            return new Message(head, octets.toString(StandardCharsets.ISO_8859_1), whole);
        } catch (java.net.SocketTimeoutException slow) {
            throw slow;
        } catch (IOException broken) {
            return octets.size() == 0 ? null : new Message(octets.toString(StandardCharsets.ISO_8859_1), "", false);
        }
    }

    private static boolean bodiless(String head) {
        String status = head.substring(9, 12);
        return status.startsWith("1") || status.equals("204") || status.equals("304");
    }

    private String head(ByteArrayOutputStream octets) throws IOException {
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int octet = in.read();
            if (octet < 0) {
                if (octets.size() == 0) {
                    return null;
                }
                throw new IOException("closed within a head");
            }
            octets.write(octet);
            last = last << 8 | octet;
        }
        return octets.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n").strip();
    }

    private boolean body(String head, boolean answer, ByteArrayOutputStream body) {
        try {
            Matcher length = LENGTH.matcher(head);
            if (CHUNKED.matcher(head).find()) {
                return chunks(body);
            }
            if (length.find()) {
                return octets(body, Integer.parseInt(length.group(1)));
            }
            if (answer) {
                in.transferTo(body);
            }
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private boolean octets(ByteArrayOutputStream body, int count) throws IOException {
        byte[] read = in.readNBytes(count);
        body.writeBytes(read);
        return read.length == count;
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            int size = Integer.parseInt(line(), 16);
            if (size == 0) {
                return line().isEmpty();
            }
            if (!octets(body, size) || !line().isEmpty()) {
                return false;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed within a line");
            }
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 2);
    }

    /** Ends its own side, and goes on reading. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends it with a reset instead of an orderly close. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
