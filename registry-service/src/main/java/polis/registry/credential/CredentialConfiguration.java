package polis.registry.credential;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CredentialSettings.class)
class CredentialConfiguration {

    private static final String CREDENTIALS = "/api/v1/services/*/credentials/**";

    @Bean
    AccessRule credentialsAreTheDeployersBusinessAndTheSchedulers() {
        return AccessRule.any(CREDENTIALS).needs(Role.DEPLOYER, Scope.CREDENTIALS_ISSUE);
    }

    @Bean
    AccessRule credentialsAreListedToEverybody() {
        return AccessRule.on(HttpMethod.GET, CREDENTIALS).needs(Role.VIEWER, Scope.READ);
    }
}
