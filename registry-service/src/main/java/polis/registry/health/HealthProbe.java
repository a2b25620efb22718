package polis.registry.health;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.address.AddressPolicy;
import polis.address.Verdict;
import polis.registry.health.HealthAddress.Scheme;

/**
 * Asks one address once, over a socket of its own. The connection goes to the address that was judged,
 * so that a name that changes its mind leads nowhere else. Redirects are not followed.
 */
final class HealthProbe {

    private static final Logger log = LoggerFactory.getLogger(HealthProbe.class);

    private final AddressPolicy policy;
    private final SSLContext trust;
    private final long maxBody;
    private final int timeoutMillis;

    HealthProbe(AddressPolicy policy, SSLContext trust, long maxBody, int timeoutMillis) {
        this.policy = policy;
        this.trust = trust;
        this.maxBody = maxBody;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Blocks until there is an outcome; whoever closes what is handed to {@code opened} ends it earlier.
     */
    Outcome check(HealthAddress.Stated address, Consumer<Closeable> opened) {
        try {
            return switch (policy.of(address.host(), address.port())) {
                case Verdict.Allowed(InetAddress judged) -> connect(judged, address, opened);
                case Verdict.Forbidden(String why) -> {
                    log.debug("{} is not asked: {}", address, why);
                    yield new Outcome.Unserved("Its health URL leads to an address that is never asked.");
                }
                case Verdict.Unresolved(String why) -> Outcome.Failed.unanswered(why);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return timedOut();
        } catch (SocketTimeoutException e) {
            return timedOut();
        } catch (SSLException e) {
            return Outcome.Failed.unanswered("No TLS connection: " + sentence(e));
        } catch (IOException e) {
            return Outcome.Failed.unanswered("No answer: " + sentence(e));
        }
    }

    private Outcome connect(InetAddress judged, HealthAddress.Stated address, Consumer<Closeable> opened)
            throws IOException {
        try (Socket socket = new Socket()) {
            opened.accept(socket);
            socket.setSoTimeout(timeoutMillis);
            socket.connect(new InetSocketAddress(judged, address.port()), timeoutMillis);
            return address.scheme() == Scheme.TCP ? new Outcome.Passed("It takes connections.") : ask(socket, address);
        }
    }

    Outcome timedOut() {
        return Outcome.Failed.unanswered("No whole answer within " + timeoutMillis + " ms.");
    }

    private Outcome ask(Socket socket, HealthAddress.Stated address) throws IOException {
        if (address.scheme() == Scheme.HTTP) {
            return exchange(socket, address);
        }
        try (var secured = (SSLSocket) trust.getSocketFactory().createSocket(socket, address.host(), address.port(),
                false)) {
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (address.host().matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*")) {
                parameters.setServerNames(List.of(new SNIHostName(address.host())));
            }
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return exchange(secured, address);
        }
    }

    private Outcome exchange(Socket socket, HealthAddress.Stated address) throws IOException {
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        String request = "GET " + address.path() + " HTTP/1.1\r\nHost: " + host + ":" + address.port()
                + "\r\nUser-Agent: polis-registry\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        int status = HttpResponseReader.status(new BufferedInputStream(socket.getInputStream(), 1024), maxBody);
        String detail = "HTTP " + status + ".";
        if (status >= 200 && status < 300) {
            return new Outcome.Passed(detail);
        }
        boolean tellsNothing = status < 400 || status == 401 || status == 403 || status == 404 || status == 405;
        return tellsNothing ? new Outcome.Unserved(detail) : new Outcome.Failed(detail, detail);
    }

    private static String sentence(IOException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String plain = message.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), 200)) + ".";
    }
}
