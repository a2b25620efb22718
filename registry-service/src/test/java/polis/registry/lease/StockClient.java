package polis.registry.lease;

import com.netflix.discovery.Jersey3DiscoveryClientOptionalArgs;
import com.netflix.discovery.shared.transport.jersey3.Jersey3TransportClientFactories;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.serviceregistry.AutoServiceRegistrationAutoConfiguration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistryAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.netflix.eureka.EurekaClientAutoConfiguration;
import org.springframework.cloud.netflix.eureka.EurekaDiscoveryClientConfiguration;
import org.springframework.cloud.netflix.eureka.config.DiscoveryClientOptionalArgsConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A service with Spring Cloud's own Eureka client over Netflix's own transport, as they come. */
final class StockClient implements AutoCloseable {

    private static final int PORT = 20_777;
    private static final HttpServer SERVED = served();

    private final ConfigurableApplicationContext context;

    StockClient(int registryPort, String service, String id) {
        this(registryPort, service, id, "eureka:eureka-secret");
    }

    /** @param credential {@code user:password} */
    StockClient(int registryPort, String service, String id, String credential) {
        String[] properties = {"spring.application.name=" + service, "spring.config.name=none",
            "logging.level.root=warn", "server.port=" + SERVED.getAddress().getPort(),
            "eureka.client.service-url.defaultZone=http://" + credential + "@localhost:" + registryPort + "/eureka/",
            "eureka.client.initial-instance-info-replication-interval-seconds=0",
            "eureka.client.registry-fetch-interval-seconds=1", "eureka.instance.instance-id=" + id,
            "eureka.instance.hostname=localhost", "eureka.instance.lease-renewal-interval-in-seconds=1",
            "eureka.instance.metadata-map.version=2.3.4"};
        context = new SpringApplicationBuilder(Configured.class).web(WebApplicationType.NONE).properties(properties)
                .registerShutdownHook(false).run();
    }

    /** The health URL that Spring Cloud states by itself has to be there, or the registry would wait for it. */
    private static HttpServer served() {
        try {
            var server = HttpServer.create(new InetSocketAddress(PORT), 0);
            server.createContext("/actuator/health", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DiscoveryClient discovery() {
        return context.getBean(DiscoveryClient.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, UtilAutoConfiguration.class,
        CommonsClientAutoConfiguration.class, ServiceRegistryAutoConfiguration.class,
        AutoServiceRegistrationAutoConfiguration.class, DiscoveryClientOptionalArgsConfiguration.class,
        EurekaClientAutoConfiguration.class, EurekaDiscoveryClientConfiguration.class})
    static class Configured {

        @Bean
        Jersey3DiscoveryClientOptionalArgs arguments() {
            return new Jersey3DiscoveryClientOptionalArgs();
        }

        @Bean
        Jersey3TransportClientFactories transport() {
            return Jersey3TransportClientFactories.getInstance();
        }
    }
}
