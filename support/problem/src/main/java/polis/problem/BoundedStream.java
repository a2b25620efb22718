package polis.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Fails as soon as one byte too many is read, also where few bytes unpack to many. */
public final class BoundedStream extends FilterInputStream {

    private final Supplier<? extends RuntimeException> tooLong;
    private long left;

    /**
     * Bounds what is read of a stream.
     *
     * @param most bytes that may be read
     * @param tooLong what is thrown past that
     */
    public BoundedStream(InputStream in, long most, Supplier<? extends RuntimeException> tooLong) {
        super(in);
        this.left = most;
        this.tooLong = tooLong;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int octets = super.read(buffer, offset, length);
        count(Math.max(octets, 0));
        return octets;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long octets = super.skip(wanted);
        count(octets);
        return octets;
    }

    private void count(long octets) {
        left -= octets;
        if (left < 0) {
            throw tooLong.get();
        }
    }
}
