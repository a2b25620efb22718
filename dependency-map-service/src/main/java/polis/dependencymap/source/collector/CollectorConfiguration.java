package polis.dependencymap.source.collector;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class CollectorConfiguration {

    /** The key in the path is checked by the controller. */
    @Bean
    AccessRule ingest() {
        return AccessRule.on(HttpMethod.POST, "/ingest/*/api/v2/spans").open();
    }

    @Bean
    AccessRule ingestOtlp() {
        return AccessRule.on(HttpMethod.POST, "/ingest/*/v1/traces").open();
    }

    /** Where OpenTelemetry's exporters expect it: outside of the paths whose writes need a deployer anyway. */
    @Bean
    AccessRule otlp() {
        return AccessRule.on(HttpMethod.POST, "/v1/traces").needs(Role.DEPLOYER);
    }
}
