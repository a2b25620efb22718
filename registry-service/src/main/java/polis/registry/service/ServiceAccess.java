package polis.registry.service;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

@Configuration(proxyBeanMethods = false)
class ServiceAccess {

    @Bean
    AccessRule description() {
        return AccessRule.on(HttpMethod.PUT, "/api/v1/services/{name}").needs(Role.DEPLOYER, Scope.DESCRIPTION_WRITE);
    }

    @Bean
    AccessRule serviceTransition() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/services/{name}/transitions").needs(Role.DEPLOYER,
                Scope.LIFECYCLE_WRITE);
    }
}
