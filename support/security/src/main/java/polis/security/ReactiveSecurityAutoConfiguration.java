package polis.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.DispatcherHandler;
import polis.problem.ReactiveProblemWriter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The last chain of a reactive service: it takes whatever a chain of the service's own has not taken. */
@AutoConfiguration(after = SecurityAutoConfiguration.class, afterName = "polis.problem.ProblemAutoConfiguration", beforeName = {
    "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@EnableWebFluxSecurity
class ReactiveSecurityAutoConfiguration {

    /** Reading the issuer's keys may block, so tokens are not verified on the event loop. */
    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder reactiveJwtDecoder(JwtDecoder decoder) {
        return token -> Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic());
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    SecurityWebFilterChain bearerTokens(ServerHttpSecurity http, AccessRules rules, ReactiveJwtDecoder decoder,
            SecurityProperties properties, ReactiveProblemWriter problems,
            ObjectProvider<ServerAuthenticationConverter> tokens) {
        ServerAuthenticationEntryPoint unauthorized = problems::write;
        ServerAccessDeniedHandler forbidden = problems::write;
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new AuthoritiesConverter(properties));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> rules.forEach((method, rule) -> {
                    var access = method == null
                            ? exchanges.pathMatchers(rule.pattern())
                            : exchanges.pathMatchers(method, rule.pattern());
                    if (rule.isOpen()) {
                        access.permitAll();
                    } else {
                        access.access(holding(rule.authorities()));
                    }
                }))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .oauth2ResourceServer(server -> server
                        .bearerTokenConverter(tokens.getIfAvailable(ServerBearerTokenAuthenticationConverter::new))
                        .authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden)
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(new ReactiveJwtAuthenticationConverterAdapter(converter))))
                .build();
    }

    /** Unlike the stock check, a refusal tells which role or scope was missing. */
    private static ReactiveAuthorizationManager<AuthorizationContext> holding(String... authorities) {
        AuthorityReactiveAuthorizationManager<AuthorizationContext> check = AuthorityReactiveAuthorizationManager
                .hasAnyAuthority(authorities);
        return (caller, context) -> check.authorize(caller, context)
                .flatMap(result -> result.isGranted()
                        ? Mono.just(result)
                        : Mono.error(new AuthorizationDeniedException("Access Denied", result)));
    }
}
