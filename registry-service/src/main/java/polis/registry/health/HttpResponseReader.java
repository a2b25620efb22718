package polis.registry.health;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads as much of an HTTP/1.1 answer as a check needs: its status, and its body up to a bound without keeping it. */
final class HttpResponseReader {

    private static final int MOST_HEAD = 16 * 1024;

    private HttpResponseReader() {}

    /** The status of the answer, once its body has arrived or the bound is reached. */
    static int status(InputStream in, long maxBody) throws IOException {
        String head = head(in);
        int status = statusOf(head);
        while (status >= 100 && status < 200) {
            head = head(in);
            status = statusOf(head);
        }
        if (status != 204 && status != 304) {
            skip(in, bodyLength(head), head.toLowerCase(Locale.ROOT).contains("\ntransfer-encoding: chunked"), maxBody);
        }
        return status;
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream(512);
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended before the answer did");
            }
            if (head.size() >= MOST_HEAD) {
                throw new IOException("the head of the answer does not end");
            }
            head.write(next);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int statusOf(String head) throws IOException {
        if (!head.matches("(?s)HTTP/1\\.[01] [1-5]\\d\\d[ \\r\\n].*")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private static long bodyLength(String head) {
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)
                    && line.substring(15).strip().matches("\\d{1,18}")) {
                return Long.parseLong(line.substring(15).strip());
            }
        }
        return Long.MAX_VALUE;
    }

    /** Without a length the body ends with the connection or, in chunks, with an empty one. */
    private static void skip(InputStream in, long length, boolean chunked, long most) throws IOException {
        long left = Math.min(length, most);
        String tail = "\r\n";
        byte[] buffer = new byte[4096];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            left -= read;
            if (chunked) {
                String seen = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (seen.endsWith("\r\n0\r\n\r\n")) {
                    return;
                }
                tail = seen.substring(Math.max(0, seen.length() - 7));
            }
        }
    }
}
