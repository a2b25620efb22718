package polis.feed;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Objects;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one stream. The request is over as soon as the head of its answer is sent: what is kept for hours is
 * the socket, without the request, the response, their buffers and whatever else hangs on them, six times as large.
 * Tomcat does so for protocols that a connection is upgraded to; for the client it is an answer that ends with its
 * connection.
 *
 * <p>Public, because Tomcat makes it. A {@link FeedWatcher} calls it, one thread at a time.
 */
public final class FeedSocket implements InternalHttpUpgradeHandler {

    /** What a client sends after its request is no matter of ours; it is read to learn of the connection's end. */
    private static final byte[] IGNORED = new byte[8_192];

    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable Beginning beginning;
    private @Nullable FeedWatcher watcher;

    /** Makes the watcher when the head of the answer is sent. */
    interface Beginning {

        FeedWatcher of(FeedSocket socket);
    }

    /** Sends the head of the answer and begins then; not at all when the client is gone already. */
    static void open(HttpServletRequest request, HttpServletResponse response, Beginning beginning)
            throws IOException, ServletException {
        request.upgrade(FeedSocket.class).beginning = beginning;
        // Not the 101 of a change of protocols, and no length: it ends with the connection.
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Connection", "close");
        response.flushBuffer();
    }

    /**
     * Hands over a frame.
     *
     * @return whether there is room for more; if not, {@link FeedWatcher#room()} is called when there is
     */
    boolean write(byte[] frame) throws IOException {
        SocketWrapperBase<?> to = socket();
        to.write(false, frame, 0, frame.length);
        return to.isReadyForWrite();
    }

    /**
     * Sends what was handed over.
     *
     * @return whether all of it; if not, {@link FeedWatcher#room()} is called when more can be
     */
    boolean flush() throws IOException {
        SocketWrapperBase<?> to = socket();
        boolean left = to.flush(false);
        if (left) {
            to.registerWriteInterest();
        }
        return !left;
    }

    /** Not for who holds a lock that the server's threads want, who come here with that of the socket. */
    void close() {
        SocketWrapperBase<?> closed = socket();
        // Whoever handles one of its events meanwhile could have the next connection's buffers in hand.
        closed.getLock().lock();
        try {
            closed.close();
        } finally {
            closed.getLock().unlock();
        }
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        FeedWatcher made = Objects.requireNonNull(beginning).of(this);
        watcher = made;
        made.pump();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        FeedWatcher told = Objects.requireNonNull(watcher);
        if (event == SocketEvent.OPEN_WRITE) {
            told.room();
        } else if (event != SocketEvent.OPEN_READ || !listens()) {
            return SocketState.CLOSED;
        }
        return told.over() ? SocketState.CLOSED : SocketState.UPGRADED;
    }

    private boolean listens() {
        try {
            return socket().read(false, IGNORED, 0, IGNORED.length) >= 0;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void destroy() {
        if (watcher != null) {
            watcher.end(null);
        }
    }

    @Override
    public void timeoutAsync(long now) {
        // Its watcher minds the time.
    }

    @Override
    public void setSslSupport(SSLSupport support) {
        // Whoever was let in was so by the request.
    }

    @Override
    public void pause() {
        // It goes on until it is ended.
    }

    private SocketWrapperBase<?> socket() {
        return Objects.requireNonNull(socket);
    }
}
