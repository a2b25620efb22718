package polis.security;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.DispatcherServlet;
import polis.problem.ServletProblemWriter;

/** The last chain of a servlet service: it takes whatever a chain of the service's own has not taken. */
@AutoConfiguration(after = SecurityAutoConfiguration.class, afterName = "polis.problem.ProblemAutoConfiguration", beforeName = {
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class ServletSecurityAutoConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    SecurityFilterChain bearerTokens(HttpSecurity http, AccessRules rules, JwtDecoder decoder,
            SecurityProperties properties, ServletProblemWriter problems, ObjectProvider<BearerTokenResolver> resolver)
            throws Exception {
        AuthenticationEntryPoint unauthorized = problems::write;
        AccessDeniedHandler forbidden = problems::write;
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new AuthoritiesConverter(properties));
        // A token is sent with each request on purpose, so there is neither a session nor anything to forge.
        return http.csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    // What passed once goes on inside: an error page, the end of an asynchronous answer.
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll();
                    rules.forEach((method, rule) -> {
                        var access = requests
                                .requestMatchers(PathPatternRequestMatcher.pathPattern(method, rule.pattern()));
                        if (rule.isOpen()) {
                            access.permitAll();
                        } else {
                            access.hasAnyAuthority(rule.authorities());
                        }
                    });
                })
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .oauth2ResourceServer(
                        server -> server.bearerTokenResolver(resolver.getIfAvailable(DefaultBearerTokenResolver::new))
                                .authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden)
                                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(converter)))
                .build();
    }
}
