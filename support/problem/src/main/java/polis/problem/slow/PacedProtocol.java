package polis.problem.slow;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1, which is only asked for the time between two bytes, with deadlines for a head and a body as such.
 */
public final class PacedProtocol extends Http11NioProtocol {

    private final SlowReads reads = new SlowReads();
    private Patience patience = Patience.DEFAULT;

    /** Tomcat makes it by its name. */
    public PacedProtocol() {
        super(new Endpoint());
    }

    void patience(Patience chosen) {
        this.patience = chosen;
    }

    @Override
    public void start() throws Exception {
        reads.start();
        super.start();
    }

    @Override
    public void stop() throws Exception {
        super.stop();
        reads.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new PacedRequests(this, getAdapter(), patience, reads);
    }

    private static final class Endpoint extends NioEndpoint {

        /** What is encrypted is not looked into. */
        @Override
        protected NioChannel createChannel(SocketBufferHandler buffers) {
            return isSSLEnabled() ? super.createChannel(buffers) : new PacedChannel(buffers);
        }

        /**
         * A connection whose time is over may have been idle because this process stood still: after that the JDK's
         * selector tells of nothing that came meanwhile, and Tomcat's timer comes first. What waits is read before
         * anything is closed.
         */
        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> connection, SocketEvent event, boolean dispatch) {
            boolean late = event == SocketEvent.ERROR && connection.getError() instanceof SocketTimeoutException;
            return super.processSocket(connection, late && waits(connection) ? SocketEvent.OPEN_READ : event, dispatch);
        }

        private static boolean waits(SocketWrapperBase<NioChannel> connection) {
            try {
                return connection.getSocket().getIOChannel().socket().getInputStream().available() > 0;
            } catch (IOException gone) {
                return false;
            }
        }
    }
}
