package polis.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** What servlet and reactive services share: whose tokens count, and the service's own token. */
@AutoConfiguration
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityAutoConfiguration {

    @Bean
    IssuerHttp issuerHttp() {
        return new IssuerHttp();
    }

    @Bean
    @ConditionalOnMissingBean(JWKSource.class)
    IssuerKeys issuerKeys(SecurityProperties properties, IssuerHttp http, ObjectProvider<Clock> clock) {
        return new IssuerKeys(new PublishedKeys(http, properties.jwksUri(), properties.issuerUri()),
                new KeyFile(properties.jwksCache()), properties.jwksRefresh(), clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ExpectedIssuer expectedIssuer(SecurityProperties properties) {
        return new ExpectedIssuer(properties.expectedIssuer());
    }

    /** Unless the service knows by itself, as the issuer does. */
    @Bean
    @ConditionalOnMissingBean
    TokenRevocations tokenRevocations(SecurityProperties properties, IssuerHttp http) {
        URI address = properties.revocations();
        return address == null
                ? token -> false
                : new PublishedRevocations(http, address, new KeptFile(properties.revocationsCache()),
                        properties.revocationsPoll());
    }

    @Bean
    TokenRight tokenRight(TokenRevocations revocations, ObjectProvider<Clock> clock) {
        return new TokenRight(revocations, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, SecurityProperties properties, TokenRevocations revocations,
            ObjectProvider<Clock> clock) {
        return TokenDecoder.of(keys, properties, revocations, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    AccessRules accessRules(ObjectProvider<AccessRule> exceptions) {
        return new AccessRules(exceptions.stream());
    }

    @Bean
    SecurityProblems securityProblems() {
        return new SecurityProblems();
    }

    @Bean
    ServiceToken serviceToken(IssuerHttp http, SecurityProperties properties, ObjectProvider<Clock> clock) {
        return new ServiceToken(http, properties.tokenUri(), properties.client(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ServiceTokenInterceptor serviceTokenInterceptor(ServiceToken token) {
        return new ServiceTokenInterceptor(token);
    }
}
