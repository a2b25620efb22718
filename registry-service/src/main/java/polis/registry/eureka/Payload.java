package polis.registry.eureka;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;
import polis.registry.sendfile.ResponseFile;
import polis.registry.sendfile.ResponseFiles;

/**
 * An answer that is encoded already. Only the compressed form is made at first; the plain one, some twenty times as
 * large, when somebody asks for it.
 */
final class Payload {

    private static final int BUFFER = 1 << 16;

    /**
     * How long the plain form waits in memory for the next who asks; it is large, nearly all clients read the other
     * one, and few connections need it here and not in a file.
     */
    private static final long PLAIN_KEPT = 10_000_000_000L;
    private static final int LARGEST_KEPT = 1 << 22;

    private final long version;
    private final long builtAt;
    private final long buildNanos;
    private final int length;
    private final byte[] gzipped;
    private final ResponseFile gzippedFile;
    private final ResponseFile plainFile;
    private volatile byte @Nullable [] plain;
    private volatile long plainAskedAt;

    private Payload(long version, long builtAt, int length, byte[] gzipped, ResponseFiles files) {
        this.version = version;
        this.builtAt = builtAt;
        this.buildNanos = System.nanoTime() - builtAt;
        this.length = length;
        this.gzipped = gzipped;
        this.gzippedFile = new ResponseFile(files, gzipped.length, out -> out.write(gzipped));
        this.plainFile = new ResponseFile(files, length, this::unzip);
    }

    static Payload of(long version, Object content, Format format, long nowNanos, ResponseFiles files) {
        var compressed = new FastByteArrayOutputStream(BUFFER);
        var counted = new int[1];
        try (var out = new Counting(new GZIPOutputStream(compressed, BUFFER), counted)) {
            format.write(content, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Payload(version, nowNanos, counted[0], compressed.toByteArrayUnsafe(), files);
    }

    /** Of the leases that it was made of. */
    long version() {
        return version;
    }

    /** When its making began, by {@link System#nanoTime()}. */
    long builtAt() {
        return builtAt;
    }

    long buildNanos() {
        return buildNanos;
    }

    /** In bytes, before it was compressed. */
    int length() {
        return length;
    }

    byte[] gzipped() {
        return gzipped;
    }

    ResponseFile gzippedFile() {
        return gzippedFile;
    }

    ResponseFile plainFile() {
        return plainFile;
    }

    /** Writes the plain form. One that is large is unpacked on its way, as often as it is asked for. */
    void writePlain(OutputStream out) throws IOException {
        if (length > LARGEST_KEPT) {
            unzip(out);
        } else {
            out.write(unzipped());
        }
    }

    private void unzip(OutputStream out) throws IOException {
        try (var in = unpacking()) {
            in.transferTo(out);
        }
    }

    byte[] unzipped() {
        byte[] bytes = plain;
        plainAskedAt = System.nanoTime();
        if (bytes == null) {
            try (var in = unpacking()) {
                bytes = in.readNBytes(length);
                plain = bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    private InputStream unpacking() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzipped), BUFFER);
    }

    /** Lets go of the plain form when nobody has asked for it lately. */
    void cleanUp(long nowNanos) {
        if (plain != null && nowNanos - plainAskedAt > PLAIN_KEPT) {
            plain = null;
        }
    }

    /** Counts how much was written before it was compressed. */
    private static final class Counting extends FilterOutputStream {

        private final int[] count;

        Counting(GZIPOutputStream out, int[] count) {
            super(out);
            this.count = count;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count[0]++;
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
            count[0] += len;
        }
    }
}
