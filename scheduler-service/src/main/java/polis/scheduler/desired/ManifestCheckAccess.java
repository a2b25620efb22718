package polis.scheduler.desired;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

// ADR 70
@Configuration(proxyBeanMethods = false)
class ManifestCheckAccess {

    /** A question: it changes nothing, so a service that may read may ask it. */
    @Bean
    AccessRule whoMayCheckManifests() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/manifests/check").needs(Role.DEPLOYER, Scope.READ);
    }
}
