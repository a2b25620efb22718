package polis.versionset.revision;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.versionset.peer.PeerClients;
import polis.versionset.peer.Peers;

@Configuration(proxyBeanMethods = false)
class SchedulerConfiguration {

    @Bean
    SchedulerClient schedulerClient(PeerClients clients, Peers peers) {
        return clients.create(SchedulerClient.class, peers.scheduler());
    }

}
