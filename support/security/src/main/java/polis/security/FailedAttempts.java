package polis.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was shown and was wrong, by the address that it came from: so many in a minute, and more as time goes on.
 * Whoever asks first looks whether a secret is right, and comes here only when it is not: nobody's failures keep a
 * right one out. An IPv6 client has the whole of its /64 to choose addresses from, so that counts as one.
 */
public final class FailedAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Past that the address that failed longest ago is forgotten. */
    private static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final InstantSource clock;
    private final Map<Network, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Network, Tally> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param most how many failures of an address are answered in a minute */
    public FailedAttempts(int most, InstantSource clock) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one attempt may fail, not " + most + ".");
        }
        this.most = most;
        this.clock = clock;
    }

    /**
     * Counts one more.
     *
     * @param client from where; null where that cannot be told
     * @return how long this address shall wait; zero while it has not failed too often
     */
    public synchronized Duration failed(@Nullable InetAddress client) {
        Network network = Network.of(client);
        Instant now = clock.instant();
        Tally before = tallies.get(network);
        double room = before == null ? most : before.room(now, most);
        tallies.put(network, new Tally(room >= 1 ? room - 1 : room, now));
        if (room >= 1) {
            return Duration.ZERO;
        }
        // Rounded up to a second that can be said in a header.
        return Duration.ofSeconds((long) Math.ceil((1 - room) * WINDOW.toSeconds() / most));
    }

    synchronized int addresses() {
        return tallies.size();
    }

    /** @param left how many more may fail, as it was at that time; it grows again */
    private record Tally(double left, Instant at) {

        double room(Instant now, int most) {
            double grown = Math.max(0, Duration.between(at, now).toMillis()) * (double) most / WINDOW.toMillis();
            return Math.min(most, left + grown);
        }
    }

    private record Network(boolean six, long bits) {

        static Network of(@Nullable InetAddress client) {
            if (client == null) {
                return new Network(true, 0);
            }
            byte[] address = client.getAddress();
            return client instanceof Inet6Address
                    ? new Network(true, ByteBuffer.wrap(address, 0, NETWORK_BYTES).getLong())
                    : new Network(false, ByteBuffer.wrap(address).getInt());
        }
    }
}
