package polis.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=reactive", "management.endpoint.health.probes.enabled=true",
    "polis.security.audience.service=polis-things"})
class ReactiveSecurityTests {

    private static final TestIssuer issuer = new TestIssuer();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @Test
    void rolesCountAsInAServletService() throws Exception {
        String viewer = issuer.token("anna", List.of("viewer"));
        HttpResponse<String> nobody = send("GET", "/api/v1/things", null);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(nobody.body()).contains("/problems/unauthorized");
        assertThat(send("GET", "/api/v1/things", viewer).body()).isEqualTo("anna");
        HttpResponse<String> forbidden = send("POST", "/api/v1/things", viewer);
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).contains("/problems/forbidden").contains("with the role deployer");
        assertThat(send("POST", "/api/v1/things", issuer.token("ci", List.of("deployer"))).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/things", "rubbish").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/actuator/health/readiness", null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/nowhere", null).statusCode()).isEqualTo(401);
    }

    @Test
    void scopesCountAsInAServletService() throws Exception {
        String writer = issuer.serviceToken("scheduler", "overlays:write", "polis-things");
        assertThat(send("PUT", "/api/v1/things", writer).body()).isEqualTo("scheduler");
        assertThat(send("PUT", "/api/v1/things", issuer.token("ci", List.of("deployer"))).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/v1/things", writer).statusCode()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/things", writer).statusCode()).isEqualTo(403);
        String reader = issuer.serviceToken("gateway", "read", "polis-things");
        assertThat(send("GET", "/api/v1/things", reader).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send("PUT", "/api/v1/things", reader);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("the scope overlays:write");
        assertThat(send("GET", "/api/v1/things", issuer.serviceToken("gateway", "read", "polis-map")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aServicesRulesChainsAndConverterAreUsed() throws Exception {
        assertThat(send("GET", "/api/v1/open", null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/own/thing", null).statusCode()).isEqualTo(200);
        HttpResponse<String> byCookie = http.send(request("/api/v1/things")
                .header("Cookie", "polis_session=" + issuer.token("bert", List.of("viewer"))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(byCookie.body()).isEqualTo("bert");
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Things.class)
    static class Application {

        @Bean
        AccessRule open() {
            return AccessRule.on(HttpMethod.GET, "/api/v1/open").open();
        }

        @Bean
        AccessRule write() {
            return AccessRule.on(HttpMethod.PUT, "/api/v1/things").needs(Role.DEPLOYER, Scope.OVERLAYS_WRITE);
        }

        @Bean
        @Order(1)
        SecurityWebFilterChain own(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/own/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll()).build();
        }

        @Bean
        ServerAuthenticationConverter cookieOrHeader() {
            return exchange -> {
                HttpCookie cookie = exchange.getRequest().getCookies().getFirst("polis_session");
                String header = exchange.getRequest().getHeaders().getFirst("Authorization");
                String token = cookie != null ? cookie.getValue() : header != null ? header.substring(7) : null;
                return token != null ? Mono.just(new BearerTokenAuthenticationToken(token)) : Mono.empty();
            };
        }
    }

    @RestController
    static class Things {

        @GetMapping("/api/v1/things")
        Mono<String> read(Principal caller) {
            return Mono.just(caller.getName());
        }

        @PutMapping("/api/v1/things")
        Mono<String> put(Principal caller) {
            return Mono.just(caller.getName());
        }

        @PostMapping("/api/v1/things")
        Mono<String> write(Principal caller) {
            return Mono.just(caller.getName());
        }

        @GetMapping({"/api/v1/open", "/own/thing"})
        Mono<String> open() {
            return Mono.just("open");
        }
    }
}
