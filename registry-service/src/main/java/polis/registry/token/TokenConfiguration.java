package polis.registry.token;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class TokenConfiguration {

    @Bean
    AccessRule tokensAreTheAdminsBusiness() {
        return AccessRule.any("/api/v1/tokens/**").needs(Role.ADMIN);
    }

    /** Which one is whose, the endpoint itself knows. */
    @Bean
    AccessRule onesOwnTokenMayBeRevoked() {
        return AccessRule.on(HttpMethod.DELETE, "/api/v1/tokens/{id}").needs(Role.VIEWER);
    }

    @Bean
    AccessRule revocationsAreTheAdminsBusiness() {
        return AccessRule.any("/api/v1/token-revocations/**").needs(Role.ADMIN);
    }

    @Bean
    AccessRule signingKeysAreTheAdminsBusiness() {
        return AccessRule.any("/api/v1/signing-keys/**").needs(Role.ADMIN);
    }

    @Bean
    AccessRule loginCodesAreTheAdminsBusiness() {
        return AccessRule.any("/api/v1/login-codes/**").needs(Role.ADMIN);
    }

    /** Who exchanges a code has nothing else to show. */
    @Bean
    AccessRule exchangeIsOpen() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/login-codes/exchange").open();
    }

    /** The client's secret is checked by the endpoint itself. */
    @Bean
    AccessRule tokenEndpointIsOpen() {
        return AccessRule.on(HttpMethod.POST, "/oauth2/token").open();
    }

    /** As lists of revoked certificates are: an id proves nothing. */
    @Bean
    AccessRule revocationsAreOpen() {
        return AccessRule.on(HttpMethod.GET, "/oauth2/revocations").open();
    }

    @Bean
    AccessRule keysAreOpen() {
        return AccessRule.on(HttpMethod.GET, "/oauth2/jwks").open();
    }
}
