package polis.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
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
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=servlet", "management.endpoint.health.probes.enabled=true",
    "management.endpoints.web.exposure.include=*", "polis.security.audience.service=polis-things"})
class ServletSecurityTests {

    private static final TestIssuer issuer = new TestIssuer();

    private final RestClient http;

    ServletSecurityTests(@LocalServerPort int port) {
        this.http = RestClient.builder().baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {}).build();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @Test
    void nothingIsOpenWithoutATokenExceptTheProbes() {
        assertThat(status(HttpMethod.GET, "/api/v1/things", null)).isEqualTo(401);
        assertThat(status(HttpMethod.GET, "/nowhere", null)).isEqualTo(401);
        assertThat(status(HttpMethod.GET, "/actuator/metrics", null)).isEqualTo(401);
        assertThat(status(HttpMethod.GET, "/actuator/health/liveness", null)).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/actuator/health/readiness", null)).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/actuator/health", null)).isEqualTo(200);
    }

    @Test
    void refusalIsAProblemDocumentThatAsksForABearerToken() {
        ResponseEntity<String> answer = send(HttpMethod.GET, "/api/v1/things", null);
        assertThat(answer.getHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getBody()).contains("\"type\":\"https://polis.dev/problems/unauthorized\"")
                .contains("\"status\":401");
    }

    @Test
    void eachRoleIncludesTheOnesBeforeIt() {
        String viewer = issuer.token("anna", List.of("viewer"));
        String deployer = issuer.token("ci", List.of("deployer"));
        String admin = issuer.token("root", List.of("admin"));
        assertThat(status(HttpMethod.GET, "/api/v1/things", viewer)).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/api/v1/things", deployer)).isEqualTo(200);
        assertThat(status(HttpMethod.POST, "/api/v1/things", viewer)).isEqualTo(403);
        assertThat(status(HttpMethod.POST, "/api/v1/things", deployer)).isEqualTo(200);
        assertThat(status(HttpMethod.POST, "/api/v1/things", admin)).isEqualTo(200);
        assertThat(status(HttpMethod.POST, "/actuator/loggers/polis", deployer)).isEqualTo(403);
        assertThat(status(HttpMethod.GET, "/actuator/metrics", viewer)).isEqualTo(200);
    }

    @Test
    void aScopeCountsWhereARuleNamesItAndInATokenThatIsMeantForThisService() {
        String reader = issuer.serviceToken("gateway", "read", "polis-things", "polis-registry");
        String writer = issuer.serviceToken("scheduler", "lifecycle:write", "polis-things");
        assertThat(status(HttpMethod.GET, "/api/v1/things", reader)).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/api/v1/things", writer)).as("no scope includes another").isEqualTo(403);
        assertThat(status(HttpMethod.POST, "/api/v1/things", reader)).isEqualTo(403);
        assertThat(status(HttpMethod.POST, "/api/v1/things", writer)).as("no rule names it").isEqualTo(403);
        assertThat(status(HttpMethod.PUT, "/api/v1/things", writer)).isEqualTo(200);
        assertThat(status(HttpMethod.PUT, "/api/v1/things", issuer.token("ci", List.of("deployer")))).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/actuator/metrics", reader)).isEqualTo(403);
        ResponseEntity<String> refused = send(HttpMethod.PUT, "/api/v1/things", reader);
        assertThat(refused.getBody()).contains("the scope lifecycle:write").contains("the role deployer");
        assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).contains("scope=\"lifecycle:write\"");
    }

    @Test
    void aTokenForSomebodyElseIsRefusedAndScopesNeedThisServicesName() {
        ResponseEntity<String> elsewhere = send(HttpMethod.GET, "/api/v1/things",
                issuer.serviceToken("scheduler", "read", "polis-registry"));
        assertThat(elsewhere.getStatusCode().value()).isEqualTo(401);
        assertThat(elsewhere.getBody()).contains("It is for polis-registry and not for polis-things");
        assertThat(status(HttpMethod.GET, "/api/v1/things", issuer.serviceToken("scheduler", "read", "polis")))
                .as("a scope counts at the services that are named only").isEqualTo(403);
        assertThat(status(HttpMethod.GET, "/api/v1/things", issuer.serviceToken("scheduler", "read"))).isEqualTo(403);
        JWTClaimsSet person = new JWTClaimsSet.Builder().issuer("polis").subject("ann").audience("polis")
                .claim("roles", List.of("viewer")).expirationTime(Date.from(Instant.now().plusSeconds(60))).build();
        assertThat(status(HttpMethod.GET, "/api/v1/things", issuer.token(person))).isEqualTo(200);
    }

    @Test
    void forbiddenNamesTheRoleThatIsNeeded() {
        ResponseEntity<String> answer = send(HttpMethod.POST, "/api/v1/things",
                issuer.token("anna", List.of("viewer")));
        assertThat(answer.getBody()).contains("/problems/forbidden").contains("with the role deployer");
        assertThat(answer.getHeaders().getFirst("WWW-Authenticate")).startsWith("Bearer error=\"insufficient_scope\"");
    }

    @Test
    void aServicesRulesGoBeforeTheDefault() {
        assertThat(status(HttpMethod.GET, "/api/v1/open/door", null)).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/api/v1/open/vault", issuer.token("ci", List.of("deployer"))))
                .isEqualTo(403);
        assertThat(status(HttpMethod.GET, "/api/v1/open/vault", issuer.token("root", List.of("admin")))).isEqualTo(200);
    }

    @Test
    void aServicesOwnChainTakesItsPaths() {
        assertThat(this.http.get().uri("/own/thing").headers(headers -> headers.setBasicAuth("eureka", "password"))
                .retrieve().toEntity(String.class).getStatusCode().value()).isEqualTo(200);
        assertThat(status(HttpMethod.GET, "/own/thing", issuer.token("root", List.of("admin")))).isEqualTo(401);
    }

    @Test
    void theSubjectOfTheTokenIsTheCallersName() {
        assertThat(send(HttpMethod.GET, "/api/v1/things", issuer.token("anna", List.of("viewer"))).getBody())
                .isEqualTo("anna");
    }

    @Test
    void forgedExpiredForeignRevokedAndEndlessTokensAreRefused() throws JOSEException {
        JWTClaimsSet good = new JWTClaimsSet.Builder().issuer("polis").subject("eve").claim("roles", List.of("admin"))
                .expirationTime(Date.from(Instant.now().plusSeconds(60))).build();
        assertThat(status(HttpMethod.GET, "/api/v1/things", issuer.token(good))).isEqualTo(200);

        SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
        symmetric.sign(new MACSigner(new byte[32]));
        try (TestIssuer stranger = new TestIssuer()) {
            List<String> bad = List.of(stranger.token(good), symmetric.serialize(), new PlainJWT(good).serialize(),
                    "rubbish", issuer.token(new JWTClaimsSet.Builder(good).issuer("elsewhere").build()),
                    issuer.token(new JWTClaimsSet.Builder(good).jwtID("revoked").build()),
                    issuer.token(new JWTClaimsSet.Builder(good).expirationTime(null).build()),
                    issuer.token(new JWTClaimsSet.Builder(good)
                            .expirationTime(Date.from(Instant.now().minusSeconds(60))).build()));
            assertThat(bad).allSatisfy(token -> {
                ResponseEntity<String> answer = send(HttpMethod.GET, "/api/v1/things", token);
                assertThat(answer.getStatusCode().value()).isEqualTo(401);
                assertThat(answer.getHeaders().getFirst("WWW-Authenticate")).contains("invalid_token");
                assertThat(answer.getBody()).contains("/problems/unauthorized");
            });
        }
    }

    private int status(HttpMethod method, String path, @Nullable String token) {
        return send(method, path, token).getStatusCode().value();
    }

    private ResponseEntity<String> send(HttpMethod method, String path, @Nullable String token) {
        return this.http.method(method).uri(path).headers(headers -> {
            if (token != null) {
                headers.setBearerAuth(token);
            }
        }).retrieve().toEntity(String.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Things.class)
    static class Application {

        @Bean
        AccessRule open() {
            return AccessRule.any("/api/v1/open/**").open();
        }

        @Bean
        AccessRule vault() {
            return AccessRule.on(HttpMethod.GET, "/api/v1/open/vault").needs(Role.ADMIN);
        }

        @Bean
        AccessRule write() {
            return AccessRule.on(HttpMethod.PUT, "/api/v1/things").needs(Role.DEPLOYER, Scope.LIFECYCLE_WRITE);
        }

        @Bean
        TokenRevocations revocations() {
            return token -> "revoked".equals(token.getId());
        }

        @Bean
        @Order(1)
        SecurityFilterChain own(HttpSecurity http) {
            return http.securityMatcher("/own/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults()).userDetailsService(new InMemoryUserDetailsManager(
                            User.withUsername("eureka").password("{noop}password").roles("EUREKA").build()))
                    .build();
        }
    }

    @RestController
    static class Things {

        @GetMapping({"/api/v1/things", "/own/thing"})
        String read(Principal caller) {
            return caller.getName();
        }

        @PostMapping("/api/v1/things")
        String write(Principal caller) {
            return caller.getName();
        }

        @PutMapping("/api/v1/things")
        String put(Principal caller) {
            return caller.getName();
        }

        @DeleteMapping("/api/v1/things")
        void delete() {}

        @GetMapping({"/api/v1/open/door", "/api/v1/open/vault"})
        String door() {
            return "open";
        }
    }
}
