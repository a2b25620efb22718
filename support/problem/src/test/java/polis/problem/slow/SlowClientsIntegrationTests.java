package polis.problem.slow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.slow.test.SlowClient;
import polis.slow.test.SlowClients;

/** With the defaults: ten seconds for a head, and 240 bytes a second after five for a body. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=servlet", "spring.threads.virtual.enabled=true"})
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests {

    private static final String JSON = " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    @LocalServerPort
    int port;

    @Test
    void whoeverHoldsAConnectionByNextToNothingIsToldSoAndNobodyElse(CapturedOutput log) {
        List<CompletableFuture<SlowClient.Outcome>> tooSlow = new ArrayList<>();
        tooSlow.add(talk("chunk extension", "POST /json" + JSON + "Transfer-Encoding: chunked\r\n\r\n5;x=",
                "y".repeat(500)));
        tooSlow.add(talk("one octet a chunk", "POST /json" + JSON + "Transfer-Encoding: chunked\r\n\r\n",
                "1\r\n \r\n".repeat(99)));
        CompletableFuture<SlowClient.Outcome> blank = talk("blank lines", "", "\r\n".repeat(500));
        CompletableFuture<SlowClient.Outcome> unread = talk("body that nobody reads",
                "POST /unread" + JSON + "Content-Length: 1000\r\n\r\n", " ".repeat(999));
        CompletableFuture<SlowClient.Outcome> grpc = talk("gRPC",
                "POST /raw HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc+proto\r\nConnection: close\r\nContent-Length: 40\r\n\r\n",
                " ".repeat(40));
        CompletableFuture<SlowClient.Outcome> slowButWell = talk("slow, but in time",
                "POST /raw" + JSON + "Connection: close\r\nContent-Length: 2010\r\n\r\n" + "x".repeat(1995),
                "x".repeat(15));
        CompletableFuture<SlowClient.Outcome> headInTime = talk("a head in time",
                "GET /get HTTP/1.1\r\nHost: x\r\nConnection: close\r\n", "X: yes\r\n\r\n");

        SlowClients.areToldSo(port, List.of("POST /json" + JSON, "POST /raw" + JSON,
                "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"));

        tooSlow.forEach(outcome -> outcome.join().isTooSlow(SlowClients.BODY));
        blank.join().isTooSlow(SlowClients.HEAD);
        assertThat(unread.join().text()).startsWith("HTTP/1.1 200");
        assertThat(unread.join().closed()).isTrue();
        assertThat(unread.join().took()).isLessThan(Duration.ofSeconds(15));
        assertThat(grpc.join().status()).as(grpc.join().text()).isEqualTo(200);
        assertThat(slowButWell.join().status()).as(slowButWell.join().text()).isEqualTo(200);
        assertThat(headInTime.join().status()).as(headInTime.join().text()).isEqualTo(200);
        assertThat(log).doesNotContain(" ERROR ");
    }

    @Test
    void whoReadsAsItComesIsToldOfItToo() {
        String head = "POST /listener" + JSON + "Content-Length: 1000\r\n\r\n";
        var trickling = talk("asynchronous reader", head, " ".repeat(999));
        var silent = talk("silent asynchronous reader", head + "1", "");

        assertThat(trickling.join().closed()).isTrue();
        assertThat(trickling.join().took()).isLessThan(Duration.ofSeconds(15));
        assertThat(silent.join().closed()).isTrue();
        assertThat(silent.join().took()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void chunksThatCannotBeToldApartAreTheClientsFault(CapturedOutput log) {
        var broken = talk("broken chunks", "POST /json" + JSON + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n", "").join();

        assertThat(broken.status()).as(broken.text()).isEqualTo(400);
        assertThat(broken.text()).contains("application/problem+json");
        assertThat(broken.closed()).isTrue();
        assertThat(log).doesNotContain(" ERROR ");
    }

    private CompletableFuture<SlowClient.Outcome> talk(String name, String start, String rest) {
        return new SlowClient(name, start, rest).talk(port);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(Reading.class)
    static class Application {

        @Bean
        ServletRegistrationBean<Listening> listening() {
            var listening = new ServletRegistrationBean<>(new Listening(), "/listener");
            listening.setAsyncSupported(true);
            return listening;
        }
    }

    @RestController
    static class Reading {

        @PostMapping("/json")
        Object json(@RequestBody Object body) {
            return body;
        }

        @PostMapping("/raw")
        int raw(HttpServletRequest request) throws IOException {
            return request.getInputStream().readAllBytes().length;
        }

        @PostMapping("/form")
        String form(@RequestParam String grant) {
            return grant;
        }

        @PostMapping("/unread")
        String unread() {
            return "no need";
        }

        @GetMapping("/get")
        String get() {
            return "got";
        }
    }

    /** Reads as it comes, and hands on what went wrong as most do. */
    static final class Listening extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var async = request.startAsync();
            var in = request.getInputStream();
            in.setReadListener(new ReadListener() {

                private final byte[] buffer = new byte[100];

                @Override
                public void onDataAvailable() throws IOException {
                    while (in.isReady() && in.read(buffer) >= 0) {
                        // Until nothing is there.
                    }
                }

                @Override
                public void onAllDataRead() {
                    async.complete();
                }

                @Override
                public void onError(Throwable failure) {
                    response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
                }
            });
        }
    }
}
