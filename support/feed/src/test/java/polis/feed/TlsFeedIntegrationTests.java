package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import polis.postgres.test.TestDatabase;

/** A stream through TLS, which has buffers of its own between ours and the socket's. */
class TlsFeedIntegrationTests {

    private static final String PASSWORD = "for-this-test";
    private static final int MANY = 4_000;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeACertificate() throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "feed", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost", "-storetype", "PKCS12", "-keystore", store().toString(), "-storepass", PASSWORD)
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @Test
    void whoReadsSlowlyGetsEveryEventInOrderAndWhoHangsUpIsForgotten() throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database)) {
            int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
            try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port)) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                var lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
                append(service, MANY, "x".repeat(4_000));
                Thread.sleep(1_000);
                for (int i = 1; i <= MANY; i++) {
                    assertThat(nextId(lines)).isEqualTo("id:" + i);
                }
                append(service, 1, "short");
                assertThat(nextId(lines)).isEqualTo("id:" + (MANY + 1));
            }
            FeedTail tail = service.getBean(FeedTail.class);
            await().atMost(Duration.ofSeconds(10)).until(() -> tail.watchers() == 0);
        }
    }

    private static String nextId(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("id:")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the stream ended");
        }
        return line;
    }

    private static void append(ConfigurableApplicationContext service, int count, String text) {
        List<Feed.News> news = Collections.nCopies(count, new Feed.News("Happened", "cart", Map.of("text", text)));
        new TransactionTemplate(service.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> service.getBean(Feed.class).appendAll(news));
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return new SpringApplicationBuilder(GuardedFeedIntegrationTests.City.class).web(WebApplicationType.SERVLET)
                .properties("server.port=0", "server.ssl.key-store=" + store(),
                        "server.ssl.key-store-password=" + PASSWORD,
                        "server.ssl.key-store-type=PKCS12", "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "spring.flyway.locations=classpath:db/feed", "spring.jpa.open-in-view=false")
                .run();
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
