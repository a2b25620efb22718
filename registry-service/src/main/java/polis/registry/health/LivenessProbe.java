package polis.registry.health;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.address.Verdict;
import polis.registry.health.HealthAddress.Scheme;
import polis.registry.health.HealthAddress.Stated;
import polis.registry.suspicion.ProbeResult;

/**
 * Asks an instance whether it lives, which is less than whether it is well: any answer will do. It is asked where it
 * wants its health to be asked for, and at its own port where it does not say, or where nobody listens there. What may
 * not be asked for its health is not asked for its life.
 */
@Component
public class LivenessProbe {

    private final HealthSettings settings;
    private final AddressPolicy policy;

    LivenessProbe(HealthSettings settings, AddressPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    /** Blocks, for {@code timeoutMillis} at most. */
    public ProbeResult ask(InstanceInfo info, int timeoutMillis) {
        if (!settings.enabled()) {
            return new ProbeResult.NothingToAsk("polis.registry.health.enabled is false.");
        }
        List<Stated> addresses = addresses(info);
        long end = System.nanoTime() + timeoutMillis * 1_000_000L;
        ProbeResult reply = new ProbeResult.NothingToAsk("it states no port.");
        for (Stated address : addresses) {
            reply = ask(address, end);
            if (!(reply instanceof ProbeResult.Refused)) {
                return reply;
            }
        }
        return reply;
    }

    private static List<Stated> addresses(InstanceInfo info) {
        var all = new ArrayList<Stated>(2);
        if (HealthAddress.of(info) instanceof Stated stated) {
            all.add(stated);
        }
        boolean plain = info.isPortEnabled(PortType.UNSECURE);
        int port = plain ? info.getPort() : info.isPortEnabled(PortType.SECURE) ? info.getSecurePort() : 0;
        String host = info.getIPAddr() == null || info.getIPAddr().isBlank() ? info.getHostName() : info.getIPAddr();
        if (port > 0 && port <= 65_535 && host != null && all.stream().noneMatch(known -> known.port() == port)) {
            all.add(new Stated(Scheme.TCP, host, port, ""));
        }
        return all;
    }

    private ProbeResult ask(Stated address, long end) {
        try {
            return switch (policy.of(address.host(), address.port(), Duration.ofMillis(left(end)))) {
                case Verdict.Allowed(InetAddress judged) -> connect(judged, address, end);
                case Verdict.Forbidden _ -> new ProbeResult.NothingToAsk("its address is none that is asked.");
                case Verdict.Unresolved _ -> new ProbeResult.Silent();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult.Unsure("This process ends.");
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return new ProbeResult.Silent();
        } catch (ConnectException e) {
            return refused(e) ? new ProbeResult.Refused() : new ProbeResult.Silent();
        } catch (IOException e) {
            // This process has no socket left, for one: that is nothing to hold against the instance.
            return new ProbeResult.Unsure("It could not be asked.");
        }
    }

    private static ProbeResult connect(InetAddress judged, Stated address, long end) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(judged, address.port()), left(end));
            return address.scheme() == Scheme.TCP
                    ? new ProbeResult.Answered("It takes connections.")
                    : exchange(socket, address, end);
        }
    }

    /** Over TLS too in plain words: what refuses them lives. */
    private static ProbeResult exchange(Socket socket, Stated address, long end) throws IOException {
        try {
            return exchangeWhole(socket, address, end);
        } catch (SocketException brokenOff) {
            // Somebody did that. If that was its last deed, the next question is refused.
            return new ProbeResult.Answered("It breaks connections off.");
        }
    }

    private static ProbeResult exchangeWhole(Socket socket, Stated address, long end) throws IOException {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        String request = "GET " + address.path() + " HTTP/1.1\r\nHost: " + host + ":" + address.port()
                + "\r\nUser-Agent: polis-registry\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(left(end));
        if (socket.getInputStream().read() >= 0) {
            return new ProbeResult.Answered("It answers.");
        }
        return address.scheme() == Scheme.HTTPS ? new ProbeResult.Answered("It wants TLS.") : new ProbeResult.Silent();
    }

    /** What came while this process did not run is read still: a wait of a millisecond is one look. */
    private static int left(long end) {
        return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
    }

    /** No route is no answer; only the host itself refuses. */
    private static boolean refused(ConnectException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("refused");
    }
}
