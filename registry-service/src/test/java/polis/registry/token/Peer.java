package polis.registry.token;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import polis.registry.Api;

/** Another service, with the security that all of them have and nothing else. */
final class Peer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    Peer(int registryPort) {
        context = new SpringApplicationBuilder(Configured.class).registerShutdownHook(false).run("--server.port=0",
                "--spring.config.name=none", "--eureka.client.enabled=false", "--polis.feed.serve=false",
                "--logging.level.root=warn", "--spring.main.banner-mode=off",
                "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                        + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "--polis.security.audience.service=polis-map",
                "--polis.security.jwks-uri=http://localhost:" + registryPort + "/oauth2/jwks");
    }

    /** Its own API, asked with a token. */
    int status(String token) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return new Api(port).bearer(token).get("/api/v1/hello").status();
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration
    static class Configured {

        @Bean
        RouterFunction<ServerResponse> hello() {
            return RouterFunctions.route().GET("/api/v1/hello", request -> ServerResponse.ok().body("hello")).build();
        }
    }
}
