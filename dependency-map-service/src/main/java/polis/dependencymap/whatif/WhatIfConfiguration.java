package polis.dependencymap.whatif;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class WhatIfConfiguration {

    /** It is a question, though one with a body: whoever may look may ask. */
    @Bean
    AccessRule whatIfIsAQuestion() {
        return AccessRule.on(HttpMethod.POST, "/api/v1/what-if").needs(Role.VIEWER);
    }
}
