package polis.problem.slow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Sees all that comes over a connection as it comes, chunk headers and trailers as well. */
final class PacedChannel extends NioChannel {

    private volatile @Nullable Pace pace;
    private volatile Runnable waits = () -> {};

    PacedChannel(SocketBufferHandler buffers) {
        super(buffers);
    }

    /** From now on the client has to keep up with this pace; who reads tells when nothing is there. */
    void judge(Pace by, Runnable onWait) {
        waits = onWait;
        pace = by;
    }

    void leaveAlone() {
        pace = null;
    }

    /** Tomcat uses it again for another connection. */
    @Override
    public void reset(SocketChannel connection, NioSocketWrapper wrapper) throws IOException {
        pace = null;
        super.reset(connection, wrapper);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int octets = super.read(target);
        Pace judge = pace;
        if (judge != null) {
            if (octets > 0) {
                judge.came(octets, System.nanoTime());
            } else if (octets == 0 && target.hasRemaining()) {
                if (judge.nothingCame(System.nanoTime())) {
                    throw new SlowBodyException();
                }
                waits.run();
            }
        }
        return octets;
    }
}
