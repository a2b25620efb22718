package polis.scheduler.traffic;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import polis.peer.PeerClients;
import polis.peer.Peers;

/** Opens the gateway's traffic to an instance, or pulls it and tells what is still under way. */
@Component
public class Traffic {

    private final GatewayClient client;

    @Autowired
    Traffic(PeerClients clients, Peers peers) {
        this(clients.client(GatewayClient.class, peers.gateway()));
    }

    Traffic(GatewayClient client) {
        this.client = client;
    }

    /** What the gateway said. */
    public sealed interface Answer {

        /** It did, and so many requests are under way. */
        record Done(int inFlight) implements Answer {}

        /** It does not know the instance. */
        record Unknown() implements Answer {}

        /** It cannot be reached, so that no traffic goes through it either. */
        record Away() implements Answer {}
    }

    public Answer open(String service, String instance) {
        return weigh(service, instance, 100);
    }

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
