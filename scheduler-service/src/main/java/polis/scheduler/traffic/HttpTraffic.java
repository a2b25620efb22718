package polis.scheduler.traffic;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.scheduler.cluster.Traffic;

/** Opens the gateway's traffic to an instance, or pulls it and tells what is still under way. */
@Component
class HttpTraffic implements Traffic {

    private final GatewayClient client;

    @Autowired
    HttpTraffic(PeerClients clients, Peers peers) {
        this(clients.client(GatewayClient.class, peers.gateway()));
    }

    HttpTraffic(GatewayClient client) {
        this.client = client;
    }

    @Override
    public Answer open(String service, String instance) {
        return weigh(service, instance, 100);
    }

    @Override
    public Answer pull(String service, String instance) {
        return weigh(service, instance, 0);
    }

    private Answer weigh(String service, String instance, int weight) {
        try {
            return new Answer.Done(client.weigh(service, instance, new GatewayClient.Weight(weight)).inFlight());
        } catch (HttpClientErrorException.NotFound unknown) {
            return new Answer.Unknown();
        } catch (ResourceAccessException unreachable) {
            return new Answer.Away();
        }
    }
}
