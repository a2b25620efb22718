package polis.versionset.revision;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;
import polis.security.Scope;

// ADR 70
@Configuration(proxyBeanMethods = false)
class RevisionAccess {

    @Bean
    AccessRule outcome() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/revisions/{number}/outcome").needs(Role.DEPLOYER,
                Scope.ACTIVATION_WRITE);
    }
}
