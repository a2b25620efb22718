package polis.dependencymap.catalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.peer.PeerClients;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    RegistryClient registryClient(CatalogSettings settings, PeerClients clients) {
        return clients.client(RegistryClient.class, settings.registry());
    }
}
