package polis.gateway.session;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Which one is whose, the endpoint itself knows. */
    @Bean
    AccessRule onesOwnSessionMayBeEnded() {
        return AccessRule.on(HttpMethod.DELETE, "/api/v1/sessions/{id}").needs(Role.VIEWER);
    }
}
