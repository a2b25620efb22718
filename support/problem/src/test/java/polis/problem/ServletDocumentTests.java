package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=servlet", "polis.http.max-body=10KB"})
class ServletDocumentTests extends DocumentContract {

    @Test
    void theServicesOwnMapperStaysLenientTowardsItsPeers(@Autowired JsonMapper json) {
        assertThat(json.readValue("{\"name\":\"x\",\"count\":1,\"added\":\"later\"}", Workshop.Part.class).name())
                .isEqualTo("x");
    }

    @Test
    void aRequestThatTheContainerRefusesIsAnsweredWithoutItsInside() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write("GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "org.apache");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(Workshop.class)
    static class Application {

        @Bean
        Filter breaking() {
            return (request, response, chain) -> {
                if (((HttpServletRequest) request).getHeader("X-Break") != null) {
                    throw new IllegalStateException("secret");
                }
                chain.doFilter(request, response);
            };
        }

        @Bean
        ProblemMapping own() {
            return failure -> failure instanceof UnsupportedOperationException
                    ? new ProblemException(StandardProblem.CONFLICT, "Mine.")
                    : null;
        }
    }
}
