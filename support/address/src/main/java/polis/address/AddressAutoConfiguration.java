package polis.address;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The policy, which knows where this service and its peers listen. */
@AutoConfiguration
@EnableConfigurationProperties(AddressSettings.class)
class AddressAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NameService nameService() {
        return NameService.SYSTEM;
    }

    @Bean
    AddressPolicy addressPolicy(AddressSettings settings, NameService names, Environment environment) {
        var policy = new AddressPolicy(settings, names);
        Binder.get(environment).bind("polis.peers", Bindable.mapOf(String.class, String.class)).orElse(Map.of())
                .values().forEach(address -> peer(policy.services(), address));
        return policy;
    }

    @Bean
    ApplicationListener<WebServerInitializedEvent> ownPort(AddressPolicy policy) {
        return event -> policy.services().listensOn(event.getWebServer().getPort());
    }

    private static void peer(OwnServices services, String address) {
        URI uri = URI.create(address);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        if (uri.getHost() != null) {
            services.liesAt(uri.getHost(), port);
        }
    }
}
