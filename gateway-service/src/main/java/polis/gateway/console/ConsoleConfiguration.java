package polis.gateway.console;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.method;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    /** Whatever is below these is not the console's, and closed. */
    private static final List<String> GUARDED = List.of("/api", "/bff", "/actuator", "/v3", "/swagger-ui", "/webjars");

    @Bean
    RouterFunction<ServerResponse> consoleRoutes(Login login, Logout logout, Bff bff, ConsoleFiles files) {
        return RouterFunctions.route().GET("/login", login::login).route(path(Logout.PATH), logout::logout)
                .route(path("/bff/{peer}/api/v1/**"), bff::pass)
                .route(method(HttpMethod.GET).and(GET("/**")).and(request -> !guarded(request.path())), files::file)
                .build();
    }

    /** The console's files and its login are open; a page asks for the session itself. */
    @Bean
    @Order(1)
    SecurityWebFilterChain consoleChain(ServerHttpSecurity http) {
        return http.securityMatcher(consoleRequests()).authorizeExchange(any -> any.anyExchange().permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable).headers(ServerHttpSecurity.HeaderSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    @Bean
    AccessRule bffPost() {
        return AccessRule.on(HttpMethod.POST, "/bff/**").needs(Role.DEPLOYER);
    }

    /** A question that is too long for an address: it changes nothing, so who may look may ask it. */
    @Bean
    AccessRule bffWhatIf() {
        return AccessRule.on(HttpMethod.POST, "/bff/map/api/v1/what-if").needs(Role.VIEWER);
    }

    @Bean
    AccessRule bffPut() {
        return AccessRule.on(HttpMethod.PUT, "/bff/**").needs(Role.DEPLOYER);
    }

    @Bean
    AccessRule bffDelete() {
        return AccessRule.on(HttpMethod.DELETE, "/bff/**").needs(Role.DEPLOYER);
    }

    private static ServerWebExchangeMatcher consoleRequests() {
        return exchange -> open(exchange) ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean open(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        // Who logs out shows no token: also one whose session is over gets rid of the cookie.
        if (path.equals(Logout.PATH)) {
            return true;
        }
        boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        return reads && !guarded(path);
    }

    private static boolean guarded(String path) {
        return GUARDED.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || "/.;".indexOf(path.charAt(prefix.length())) >= 0))
                || path.indexOf('%') >= 0;
    }
}
