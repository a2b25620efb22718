package polis.address;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which addresses instances may have.
 *
 * @param allow ranges beside loopback, this machine's own addresses, RFC 1918 and RFC 4193: {@code 203.0.113.0/24}, for
 *              example. Link-local addresses, metadata services, multicast and where Polis's own services listen
 *              stay forbidden
 * @param services where else Polis's own services listen, as {@code host:port}; the addresses of {@code
 *                 polis.peers} are known
 * @param lookupTimeout how long anybody waits for a host name
 * @param lookupTtl how long a host name stands for what it stood for
 * @param lookups host names that are looked up at once
 */
@ConfigurationProperties("polis.addresses")
public record AddressSettings(@DefaultValue List<String> allow, @DefaultValue List<String> services,
        @DefaultValue("PT1S") Duration lookupTimeout, @DefaultValue("PT5S") Duration lookupTtl,
        @DefaultValue("16") int lookups) {

    /** As it is when nothing is configured. */
    public static final AddressSettings STANDARD = new AddressSettings(List.of(), List.of(), Duration.ofSeconds(1),
            Duration.ofSeconds(5), 16);
}
