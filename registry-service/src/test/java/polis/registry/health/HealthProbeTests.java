package polis.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.address.AddressPolicy;
import polis.address.AddressSettings;
import polis.address.NameService;
import polis.registry.health.HealthAddress.Scheme;

class HealthProbeTests {

    private static final long MOST = 1000;

    private ServerSocket server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AddressPolicy policy = new AddressPolicy(AddressSettings.STANDARD, NameService.SYSTEM);
    private TimedProbe probe;

    @BeforeEach
    void listen() throws IOException, NoSuchAlgorithmException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        probe = new TimedProbe(new HealthProbe(policy, SSLContext.getDefault(), MOST, 300), 300);
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        server.close();
        probe.close();
        policy.close();
    }

    @ParameterizedTest
    @CsvSource({"200,Passed", "204,Passed", "503,Failed", "500,Failed", "429,Failed", "404,Unserved", "401,Unserved",
        "403,Unserved", "302,Unserved"})
    void theStatusDecides(int status, String kind) throws Exception {
        answer("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(check(Scheme.HTTP).getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + server.getLocalPort() + "/x\r\n\r\n");
        assertThat(check(Scheme.HTTP)).isEqualTo(new Outcome.Unserved("HTTP 302."));
        assertThat(asked).hasValue(1);
    }

    @Test
    void chunksEndWhereTheyEnd() throws Exception {
        answerAndHold("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        assertThat(check(Scheme.HTTP)).isEqualTo(new Outcome.Passed("HTTP 200."));
    }

    @Test
    void aBodyThatDoesNotEndIsReadUpToTheBound() throws Exception {
        answerAndHold("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat((int) MOST));
        assertThat(check(Scheme.HTTP)).isEqualTo(new Outcome.Passed("HTTP 200."));
    }

    @Test
    void theDeadlineCoversTheBodyToo() throws Exception {
        answerAndHold("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        assertThat(check(Scheme.HTTP)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whoTricklesIsCutOffAllTheSame() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (Socket caller = server.accept()) {
                caller.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    caller.getOutputStream().write('x');
                }
            } catch (IOException | InterruptedException ended) {
                over.countDown();
            }
        });
        assertThat(check(Scheme.HTTP)).isEqualTo(Outcome.Failed.unanswered("No whole answer within 300 ms."));
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() throws Exception {
        answer("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(5_000));
        assertThat(check(Scheme.HTTP)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whatIsNoHttpFails() throws Exception {
        answer("SSH-2.0-OpenSSH\r\n\r\n");
        assertThat(check(Scheme.HTTP)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aConnectionIsEnoughForTcpAndAStrangersCertificateIsNotForHttps() throws Exception {
        assertThat(check(Scheme.TCP)).isInstanceOf(Outcome.Passed.class);
        answer("HTTP/1.1 400 Bad Request\r\n\r\n");
        assertThat(check(Scheme.HTTPS)).isInstanceOf(Outcome.Failed.class);
        server.close();
        assertThat(check(Scheme.TCP)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anAddressThatIsForbiddenIsNotConnectedTo() throws Exception {
        assertThat(check(new HealthAddress.Stated(Scheme.HTTP, "0.0.0.0", server.getLocalPort(), "/")))
                .isInstanceOf(Outcome.Unserved.class);
        assertThat(asked).hasValue(0);
    }

    /** Whoever may see an instance, and not reach it, learns nothing of what is open there. */
    @Test
    void closedSilentBrokenAndForeignPortsLookAlike() throws Exception {
        var texts = new HashSet<String>();
        answerAndHold("");
        texts.add(check(Scheme.HTTP).detail());
        answer("");
        texts.add(check(Scheme.HTTP).detail());
        answer("SSH-2.0-OpenSSH\r\n\r\n");
        texts.add(check(Scheme.HTTP).detail());
        answer("HTTP/1.1 400 Bad Request\r\n\r\n");
        texts.add(check(Scheme.HTTPS).detail());
        texts.add(check(new HealthAddress.Stated(Scheme.HTTP, "nobody.invalid", 80, "/")).detail());
        server.close();
        texts.add(check(Scheme.HTTP).detail());
        texts.add(check(Scheme.TCP).detail());
        assertThat(texts).containsExactly("It gives no usable answer.");
    }

    @Test
    void theThreadComesBackAfterTheDeadline() throws Exception {
        var back = new CountDownLatch(1);
        var outcomes = new AtomicInteger();
        probe.check(address(Scheme.HTTP), outcome -> outcomes.incrementAndGet(), back::countDown);
        await().until(() -> back.getCount() == 0);
        assertThat(outcomes).hasValue(1);
    }

    private Outcome check(Scheme scheme) throws Exception {
        return check(address(scheme));
    }

    private Outcome check(HealthAddress.Stated address) throws Exception {
        var found = new CompletableFuture<Outcome>();
        probe.check(address, found::complete, () -> {});
        return found.get();
    }

    private HealthAddress.Stated address(Scheme scheme) {
        return new HealthAddress.Stated(scheme, "127.0.0.1", server.getLocalPort(), "/health");
    }

    private void answer(String text) {
        serve(text, false);
    }

    private void answerAndHold(String text) {
        serve(text, true);
    }

    private void serve(String text, boolean hold) {
        Thread.ofVirtual().start(() -> {
            try (Socket caller = server.accept()) {
                asked.incrementAndGet();
                byte[] request = new byte[4096];
                int read = caller.getInputStream().read(request);
                caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                if (hold && read > 0) {
                    over.await();
                }
            } catch (IOException | InterruptedException ended) {
                asked.incrementAndGet();
            }
        });
    }
}
