package polis.scheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenAddressTests {

    private static ListenAddress at(String address, @Nullable String host) throws UnknownHostException {
        return new ListenAddress(new ListenSettings(InetAddress.getByName(address)),
                new WorkloadSettings(WorkloadSettings.PortRange.valueOf("1-2"), host));
    }

    @Test
    void instancesRegisterTheOneAddressThatTheyListenOn() throws UnknownHostException {
        ListenAddress address = at("127.0.0.1", null);
        assertThat(address.listening()).isEqualTo(Map.of("SERVER_ADDRESS", "127.0.0.1"));
        assertThat(address.registered())
                .isEqualTo(Map.of("EUREKA_INSTANCE_IPADDRESS", "127.0.0.1", "EUREKA_INSTANCE_HOSTNAME", "127.0.0.1"));
        assertThat(address.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void onAllAddressesTheClientFindsItsOwn() throws UnknownHostException {
        ListenAddress address = at("0.0.0.0", null);
        assertThat(address.listening()).isEqualTo(Map.of("SERVER_ADDRESS", "0.0.0.0"));
        assertThat(address.registered()).isEmpty();
        assertThat(address.host()).isEqualTo("localhost");
    }

    @Test
    void theOperatorMayNameTheHost() throws UnknownHostException {
        assertThat(at("192.0.2.7", "node-1.example").registered())
                .containsEntry("EUREKA_INSTANCE_HOSTNAME", "node-1.example")
                .containsEntry("EUREKA_INSTANCE_IPADDRESS", "192.0.2.7");
    }
}
