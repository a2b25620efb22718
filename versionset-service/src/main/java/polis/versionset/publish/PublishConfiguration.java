package polis.versionset.publish;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.versionset.revision.RevisionLog;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    SchedulerClient schedulerClient(PeerClients clients, Peers peers) {
        return clients.client(SchedulerClient.class, peers.scheduler());
    }

    /** A gate is one line here; their warnings are told in this order. */
    @Bean
    Publisher publisher(RevisionLog log, SchedulerClient scheduler) {
        return new Publisher(log, List.of(new ArchitectureGate(log), new SchedulerGate(scheduler)));
    }

}
