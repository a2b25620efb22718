package polis.scheduler.workload;

import java.net.InetAddress;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What instances listen on, and under which address others reach them there. */
// ADR 78
@Component
@EnableConfigurationProperties({WorkloadSettings.class, ListenSettings.class})
class ListenAddress {

    private final InetAddress address;
    private final String host;

    ListenAddress(ListenSettings listen, WorkloadSettings settings) {
        this.address = listen.address();
        this.host = settings.host() != null
                ? settings.host()
                : address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    }

    /** The name under which this machine's instances are reached. */
    String host() {
        return host;
    }

    /** For stock servers. The operator's word: a manifest has no say in it. */
    Map<String, String> listening() {
        return Map.of("SERVER_ADDRESS", address.getHostAddress());
    }

    /**
     * For stock Eureka clients, which otherwise register the machine's first address that is not loopback: nobody would
     * listen there. Where instances listen on all addresses, that one is right.
     */
    Map<String, String> registered() {
        return address.isAnyLocalAddress()
                ? Map.of()
                : Map.of("EUREKA_INSTANCE_IPADDRESS", address.getHostAddress(), "EUREKA_INSTANCE_HOSTNAME", host);
    }
}
