package polis.dependencymap.source.collector;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;

@Configuration(proxyBeanMethods = false)
class CollectorConfiguration {

    /** The key in the path is checked by the controller. */
    @Bean
    AccessRule ingest() {
        return AccessRule.on(HttpMethod.POST, "/ingest/*/api/v2/spans").open();
    }
}
