package polis.dependencymap.check;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class CheckConfiguration {

    /** Lets viewers check: a check changes nothing: a pipeline that only asks needs no deployer role. */
    @Bean
    AccessRule checksAreQuestions() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/checks").needs(Role.VIEWER);
    }
}
