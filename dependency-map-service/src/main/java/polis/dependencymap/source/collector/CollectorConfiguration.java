package polis.dependencymap.source.collector;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import polis.security.AccessRule;
import polis.security.Role;

@Configuration(proxyBeanMethods = false)
class CollectorConfiguration {

    private static final int LEAST_BUFFER = 8 * 1024;
    private static final int MOST_BUFFER = 64 * 1024;

    /**
     * Reporters send tens of kilobytes at a time, which the server's own buffers of eight take many calls to read.
     * Those of all connections together shall take a sixteenth of the heap at most.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> readBuffers() {
        return server -> server.addConnectorCustomizers(connector -> {
            int connections = connector.getProperty("maxConnections") instanceof Integer most
                    ? Math.max(1, most)
                    : 8192;
            long share = Runtime.getRuntime().maxMemory() / 16 / connections;
            connector.setProperty("socket.appReadBufSize", Long.toString(Math.clamp(share, LEAST_BUFFER, MOST_BUFFER)));
        });
    }

    /** Behind the filters that write problems and limit bodies, before those of security. */
    @Bean
    FilterRegistrationBean<IngestFilter> ingestFilter(IngestKey ingestKey, Collector collector) {
        var filter = new FilterRegistrationBean<>(new IngestFilter(ingestKey, collector));
        filter.addUrlPatterns(IngestFilter.PATHS);
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    /** Opens the path: the controller checks the key in it. */
    @Bean
    AccessRule ingest() {
        return AccessRule.on(HttpMethod.POST, "/ingest/*/api/v2/spans").open();
    }

    @Bean
    AccessRule ingestOtlp() {
        return AccessRule.on(HttpMethod.POST, "/ingest/*/v1/traces").open();
    }

    /** Guards the path that exporters expect, which lies outside of those whose writes need a deployer anyway. */
    @Bean
    AccessRule otlp() {
        return AccessRule.on(HttpMethod.POST, "/v1/traces").needs(Role.DEPLOYER);
    }
}
