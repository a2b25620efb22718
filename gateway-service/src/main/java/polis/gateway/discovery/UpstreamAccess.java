package polis.gateway.discovery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

@Configuration(proxyBeanMethods = false)
class UpstreamAccess {

    @Bean
    AccessRule weight() {
        return AccessRule.on(HttpMethod.PUT, "/api/v1/upstreams/{service}/instances/{id}").needs(Role.DEPLOYER,
                Scope.OVERLAYS_WRITE);
    }
}
