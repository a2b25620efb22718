package polis.dependencymap.whatif;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class WhatIfConfiguration {

    /** It changes nothing, though it is a POST: a viewer may ask. */
    @Bean
    AccessRule whatIfIsAQuestion() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/what-if").needs(Role.VIEWER);
    }
}
