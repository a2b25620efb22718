package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.postgres.test.TestDatabase;

/** A client that is behind, plain and through TLS, which has buffers of its own between ours and the socket's. */
class SlowWatcherIntegrationTests {

    private static final String PASSWORD = "for-this-test";

    /** More than the sockets of both ends hold. */
    private static final int MANY = 4_000;
    private static final String LONG = "x".repeat(4_000);

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeACertificate() throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "feed", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-keystore", store().toString(), "-storepass", PASSWORD)
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoReadsLateGetsEveryEventInOrderAndWhoHangsUpIsForgotten(boolean tls) throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database, tls)) {
            int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
            try (RawWatcher slow = new RawWatcher(socket(tls), port, "GET", "");
                    RawWatcher quick = new RawWatcher(socket(tls), port, "GET", "")) {
                append(service, MANY, LONG);
                readAll(quick);
                // By now more was written to the other one than it takes.
                readAll(slow);
                append(service, 1, "short");
                assertThat(slow.nextSeq()).isEqualTo(MANY + 1);
                assertThat(quick.nextSeq()).isEqualTo(MANY + 1);
            }
            FeedTail tail = service.getBean(FeedTail.class);
            await().atMost(Duration.ofSeconds(10)).until(() -> tail.watchers() == 0);
        }
    }

    private static void readAll(RawWatcher watcher) throws IOException {
        for (int seq = 1; seq <= MANY; seq++) {
            assertThat(watcher.nextSeq()).isEqualTo(seq);
        }
    }

    private static void append(ConfigurableApplicationContext service, int count, String text) {
        List<Feed.News> news = Collections.nCopies(count, new Feed.News("Happened", "cart", Map.of("text", text)));
        new TransactionTemplate(service.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> service.getBean(Feed.class).appendAll(news));
    }

    private static ConfigurableApplicationContext start(TestDatabase database, boolean tls) {
        String[] secured = {"server.ssl.key-store=" + store(), "server.ssl.key-store-password=" + PASSWORD,
            "server.ssl.key-store-type=PKCS12"};
        return GuardedFeedIntegrationTests.start(database, tls ? secured : new String[0]);
    }

    private static Socket socket(boolean tls) throws Exception {
        return tls ? trusting().getSocketFactory().createSocket() : new Socket();
    }

    private static SSLContext trusting() throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            known.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("feed", known.getCertificate("feed"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Path store() {
        return folder.resolve("feed.p12");
    }
}
