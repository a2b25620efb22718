package polis.problem.slow;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** Tomcat's HTTP/1.1, which is only asked for the time between two bytes, with deadlines for a head and a body as such. */
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
    }
}
