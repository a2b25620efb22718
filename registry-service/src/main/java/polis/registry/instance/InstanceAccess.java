package polis.registry.instance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

@Configuration(proxyBeanMethods = false)
class InstanceAccess {

    @Bean
    AccessRule announcement() {
        return AccessRule.on(HttpMethod.PUT, "/api/v1/services/{service}/instances/{id}").needs(Role.DEPLOYER,
                Scope.LIFECYCLE_WRITE);
    }

    @Bean
    AccessRule instanceTransition() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/services/{service}/instances/{id}/transitions")
                .needs(Role.DEPLOYER, Scope.LIFECYCLE_WRITE);
    }
}
