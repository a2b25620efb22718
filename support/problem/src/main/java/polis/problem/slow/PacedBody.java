package polis.problem.slow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * What a service reads of a body, until it came too slowly. No wait has an end of its own, for it would end without a
 * look at what came in the last moment, or while all of us stood still: {@link SlowReads} wakes whoever waits too long
 * for that look.
 */
final class PacedBody implements InputBuffer {

    private final InputBuffer body;
    private final Request request;
    private final SlowReads reads;
    private final Runnable leaveAlone;
    private final ReentrantLock waking = new ReentrantLock();
    private @Nullable Thread reader;
    private boolean woken;
    private volatile @Nullable Pace pace;

    PacedBody(InputBuffer body, Request request, SlowReads reads, Runnable leaveAlone) {
        this.body = body;
        this.request = request;
        this.reads = reads;
        this.leaveAlone = leaveAlone;
    }

    /** Of the next request; none where nobody judges. */
    void pace(@Nullable Pace next) {
        pace = next;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (pace != null && request.getResponse().isCommitted()) {
            // The answer has begun: its end is up to the service.
            leaveAlone.run();
        }
        Pace judge = pace;
        try {
            return read(handler);
        } catch (SlowBodyException slow) {
            throw tooSlow();
        } catch (BadRequestException broken) {
            // No IOException: Tomcat and its users take each of them for a client that has hung up.
            throw judge != null && judge.left(System.nanoTime()) <= 0
                    ? tooSlow()
                    : new ProblemException(StandardProblem.INVALID_REQUEST,
                            "The chunked framing of the body is invalid. Send the body again, framed as RFC 9112 says.");
        }
    }

    private static ProblemException tooSlow() {
        return new ProblemException(StandardProblem.REQUEST_TIMEOUT,
                "The body came too slowly, so the connection is closed. Send the request again, faster.");
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        if (pace == null || request.getReadListener() != null) {
            return body.doRead(handler);
        }
        reader(Thread.currentThread());
        try {
            return body.doRead(handler);
        } finally {
            reads.remove(this);
            reader(null);
        }
    }

    /**
     * Reads the rest that nobody wanted, so that the next request can be read; false if it takes too long or is too
     * much.
     */
    boolean drain(long most) {
        var rest = new Rest();
        try {
            long octets = 0;
            for (int more = read(rest); more >= 0; more = read(rest)) {
                octets += more;
                if (octets > most) {
                    return false;
                }
            }
            return true;
        } catch (IOException slowOrGone) {
            return false;
        }
    }

    /** The reader found nothing and goes to sleep. */
    void waits() {
        if (pace != null && request.getReadListener() == null) {
            reads.add(this);
        }
    }

    void wakeWhenOverdue(long now) {
        Pace judge = pace;
        if (judge == null || judge.left(now) > 0) {
            return;
        }
        waking.lock();
        try {
            if (reader != null) {
                woken = true;
                // Tomcat takes it for a sign that something is there, and reads.
                reader.interrupt();
            }
        } finally {
            waking.unlock();
        }
    }

    /** After the last one nobody is interrupted, and an interrupt that came too late is taken back. */
    private void reader(@Nullable Thread next) {
        waking.lock();
        try {
            reader = next;
            if (woken) {
                woken = false;
                Thread.interrupted();
            }
        } finally {
            waking.unlock();
        }
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Takes what is read and does nothing with it. */
    private static final class Rest implements ApplicationBufferHandler {

        private ByteBuffer buffer = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer next) {
            buffer = next;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
