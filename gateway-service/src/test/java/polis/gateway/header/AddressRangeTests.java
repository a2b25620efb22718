package polis.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTests {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.1.2.3, true", "10.0.0.0/8, 11.0.0.1, false", "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.200, true", "127.0.0.1, 127.0.0.1, true", "127.0.0.1, 127.0.0.2, false",
        "fd00::/8, fd12::1, true", "fd00::/8, fe80::1, false", "0.0.0.0/0, 9.9.9.9, true", "10.0.0.0/8, ::1, false"})
    void rangeHasTheAddressesWithItsFirstBits(String range, String address, boolean expected) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "example.com", "10.0.0.0/x", ""})
    void anythingElseIsRefused(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(range));
    }
}
