package polis.dependencymap.source.collector;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Reads a request's body into memory, unpacked, within its own limit and within the memory that all of them share. */
final class Body implements AutoCloseable {

    private static final int CHUNK = 32 * 1024;
    /** What is read in one piece before it is there: a slow sender holds no more than that. */
    private static final int SMALL = 2 * CHUNK;

    private final DecodingMemory memory;
    private final long limit;
    private long taken;

    Body(DecodingMemory memory, long limit) {
        this.memory = memory;
        // What never fits is too long, not too early: who is told to send it again later would do so for ever.
        this.limit = Math.min(limit, Math.max(0, memory.most() - CHUNK));
    }

    /** Reads all of it; the declared length is that on the wire, or less than 0 if it is not known. */
    byte[] read(InputStream raw, boolean gzip, long declared) throws IOException {
        if (!gzip && declared >= 0 && declared <= Math.min(SMALL, limit)) {
            take((int) declared);
            byte[] whole = new byte[(int) declared];
            int length = raw.readNBytes(whole, 0, whole.length);
            return length == whole.length ? whole : Arrays.copyOf(whole, length);
        }
        try (InputStream in = gzip ? new GZIPInputStream(raw, CHUNK) : raw) {
            List<byte[]> chunks = new ArrayList<>();
            int length = 0;
            while (true) {
                take(CHUNK);
                byte[] chunk = in.readNBytes(CHUNK);
                length += chunk.length;
                chunks.add(chunk);
                if (chunk.length < CHUNK) {
                    return joined(chunks, length);
                }
            }
        } catch (ZipException | EOFException e) {
            if (gzip) {
                // Without the cause: an end of file in it would be taken for a client that has hung up.
                throw new ProblemException(CollectorProblem.INVALID_SPANS,
                        "Content-Encoding says gzip, but the body is not gzip or is cut short: send it whole, or without that header.");
            }
            throw e;
        }
    }

    private void take(int bytes) {
        if (taken + bytes > limit + CHUNK) {
            throw new ProblemException(StandardProblem.BODY_TOO_LARGE, "The spans take more than " + limit
                    + " bytes once unpacked: send fewer at a time, by the reporter's setting of its largest message.");
        }
        if (!memory.take(bytes, taken == 0)) {
            throw Refusals.busy("Too many spans arrive at once.");
        }
        taken += bytes;
    }

    private static byte[] joined(List<byte[]> chunks, int length) {
        if (chunks.size() == 1) {
            return chunks.getFirst();
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return all;
    }

    @Override
    public void close() {
        memory.give(taken);
        taken = 0;
    }
}
