package polis.dependencymap.catalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.peer.PeerClients;
import polis.peer.Peers;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    RegistryClient registryClient(PeerClients clients, Peers peers) {
        return clients.client(RegistryClient.class, peers.registry());
    }
}
