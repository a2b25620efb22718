package polis.problem.slow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Reads requests as Tomcat does, and ends those whose head or body takes too long. */
final class PacedRequests extends Http11Processor {

    private static final int TOO_SLOW = 408;
    private static final long WATCHED_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final byte[] HEAD_TOO_SLOW = tooSlow("""
            {"type":"https://polis.dev/problems/request-timeout","title":"Request timeout","status":408,\
            "detail":"The head of the request was not complete in time. Send the request again, faster."}""");

    private final AbstractHttp11Protocol<?> protocol;
    private final Patience patience;
    private final PacedBody body;
    private final Runnable waits;
    private final Adapter paced;

    /** The connection whose head has begun and is not whole, if there is one, and since when. */
    private @Nullable SocketWrapperBase<?> waiting;
    private long since;
    private boolean served;

    PacedRequests(AbstractHttp11Protocol<?> protocol, Adapter adapter, Patience patience, SlowReads reads) {
        super(protocol, adapter);
        this.protocol = protocol;
        this.patience = patience;
        this.paced = new PacedAdapter(adapter, this);
        this.body = new PacedBody(request.getInputBuffer(), request, reads, this::leaveAlone);
        this.waits = body::waits;
        request.setInputBuffer(body);
    }

    @Override
    public Adapter getAdapter() {
        return paced;
    }

    @Override
    public SocketState process(SocketWrapperBase<?> wrapper, SocketEvent event) throws IOException {
        boolean begun = wrapper.equals(waiting);
        served = false;
        // Tomcat's own timer ends it: what has come by now is read all the same before it is judged.
        SocketState state = super.process(wrapper, begun && event == SocketEvent.ERROR ? SocketEvent.OPEN_READ : event);
        if (!waitsForHead(state)) {
            waiting = null;
            return state;
        }
        long now = System.nanoTime();
        if (!begun || served) {
            waiting = wrapper;
            since = now;
        }
        long left = patience.head().toNanos() - (now - since);
        if (left <= 0) {
            waiting = null;
            wrapper.write(true, HEAD_TOO_SLOW, 0, HEAD_TOO_SLOW.length);
            wrapper.flush(true);
            return SocketState.CLOSED;
        }
        wrapper.setReadTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        // Also where only blank lines have come, for which Tomcat would begin anew each time.
        return SocketState.LONG;
    }

    private boolean waitsForHead(SocketState state) {
        if (isAsync() || isUpgrade()) {
            return false;
        }
        return state == SocketState.LONG || (state == SocketState.OPEN && request.getStartTimeNanos() != -1);
    }

    /** The head is there; the service begins to work. */
    void begin() {
        served = true;
        String type = request.getContentType();
        if (type != null && type.startsWith("application/grpc")) {
            return;
        }
        if (getSocketWrapper() instanceof NioSocketWrapper wrapper
                && wrapper.getSocket() instanceof PacedChannel channel) {
            Pace pace = patience.pace();
            body.pace(pace);
            channel.judge(pace, waits);
            // Who waits for a body is woken in time, see there. A listener is told by the poller.
            wrapper.setReadTimeout(WATCHED_MILLIS);
        }
    }

    /** The service has done its work, or goes on elsewhere. */
    void end(Request request, Response response) {
        if (isAsync()) {
            if (request.getReadListener() == null) {
                leaveAlone();
            } else if (getSocketWrapper() instanceof NioSocketWrapper wrapper) {
                wrapper.updateLastRead();
                wrapper.setReadTimeout(patience.bodyGrace().toMillis());
            }
            return;
        }
        if (!isRequestBodyFullyRead() && !getErrorState().isError() && !request.hasExpectation()
                && (response.getStatus() == TOO_SLOW || !body.drain(protocol.getMaxSwallowSize()))) {
            // Else Tomcat would read on, however long the rest takes.
            setErrorState(ErrorState.CLOSE_CLEAN, null);
        }
        leaveAlone();
    }

    void leaveAlone() {
        body.pace(null);
        if (getSocketWrapper() instanceof NioSocketWrapper wrapper) {
            if (wrapper.getSocket() instanceof PacedChannel channel) {
                channel.leaveAlone();
            }
            wrapper.setReadTimeout(protocol.getConnectionTimeout());
        }
    }

    private static byte[] tooSlow(String problem) {
        return ("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\nConnection: close\r\n"
                + "Content-Length: " + problem.length() + "\r\n\r\n" + problem).getBytes(StandardCharsets.US_ASCII);
    }
}
