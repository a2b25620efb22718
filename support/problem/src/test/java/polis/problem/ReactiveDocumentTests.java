package polis.problem;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=reactive", "polis.http.max-body=10KB"})
class ReactiveDocumentTests extends DocumentContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(Workshop.class)
    static class Application {

        @Bean
        WebFilter breaking() {
            return (exchange, chain) -> exchange.getRequest().getHeaders().containsHeader("X-Break")
                    ? Mono.error(new IllegalStateException("secret"))
                    : chain.filter(exchange);
        }

        @Bean
        ProblemMapping own() {
            return failure -> failure instanceof UnsupportedOperationException
                    ? new ProblemException(StandardProblem.CONFLICT, "Mine.")
                    : null;
        }
    }
}
