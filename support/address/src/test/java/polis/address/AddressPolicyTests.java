package polis.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTests {

    private static final Map<String, List<String>> NAMES = Map.of("shop.internal", List.of("10.1.2.3"),
            "metadata.google.internal", List.of("169.254.169.254"), "two.example",
            List.of("203.0.113.7", "192.168.0.9"), "public.example", List.of("203.0.113.7"), "xn--bcher-kva.example",
            List.of("10.0.0.8"), "registry", List.of("172.18.0.5"));

    private final AddressPolicy policy = policy(List.of(),
            List.of("registry:8761", "localhost:8081", "127.0.0.1:5432"));

    private static AddressPolicy policy(List<String> allow, List<String> services) {
        return new AddressPolicy(new AddressSettings(allow, services, Duration.ofMinutes(1), Duration.ofMinutes(1), 4),
                AddressPolicyTests::lookUp);
    }

    private static List<InetAddress> lookUp(String name) throws UnknownHostException {
        List<String> addresses = NAMES.get(name);
        if (addresses == null) {
            throw new UnknownHostException(name);
        }
        return addresses.stream().map(InetAddress::ofLiteral).toList();
    }

    @AfterEach
    void close() {
        policy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "::1", "[::1]", "10.0.0.1", "10.255.255.254", "172.16.0.1",
        "172.31.255.254", "192.168.1.1", "fc00::1", "fd12:3456::5", "fd00::2", "::ffff:10.0.0.1", "0:0:0:0:0:0:0:1"})
    void loopbackAndPrivateAddressesAreAllowed(String host) throws InterruptedException {
        assertThat(policy.of(host, 8080)).isInstanceOf(Verdict.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "169.254.170.2", "fe80::1", "febf::1", "fe80::a9fe:a9fe",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "FD00:0EC2:0:0::0254",
        "fd20:ce::254", "fd00:42::42", "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "239.255.255.255", "ff02::1",
        "255.255.255.255", "240.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "::169.254.169.254",
        "::a9fe:a9fe", "::ffff:0:169.254.169.254", "64:ff9b::169.254.169.254", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe", "64:ff9b:1:a9fe:a9:fe00::", "2002:a9fe:a9fe::1", "2001:0:a9fe:a9fe::1",
        "2001::5601:5601", "fd00::5efe:169.254.169.254", "fd00::200:5efe:a9fe:a9fe", "64:ff9b::100.100.100.200",
        "64:ff9b::0.0.0.0", "::ffff:0.0.0.0", "::ffff:224.0.0.1"})
    void whatIsNobodysOrACloudsIsForbiddenInEveryForm(String host) throws InterruptedException {
        try (var lenient = policy(List.of("0.0.0.0/0", "::/0"), List.of())) {
            assertThat(policy.of(host, 80)).isInstanceOf(Verdict.Forbidden.class);
            assertThat(lenient.of(host, 80)).isInstanceOf(Verdict.Forbidden.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "127.1", "127.0.1", "10.1",
        "017700000001", "127.0.0.01", "127.0.0.256", "1.2.3.4.5", "127.0.0.1.", "0xA9FEA9FE", "2852039166",
        "169.254.43518", "0251.0376.0251.0376", "1.2.3.0x4", "127.0.0.1 evil", "fe80::1%eth0", "::1%lo",
        "[fe80::1%251]", "[127.0.0.1]", "[::1", "::1]", "a..b", ".a", "-a.example", "a-.example", "", " ", ".", "a/b",
        "a@b", "a:80", "http://a", "127.0.0.1:80", "12345::", "::ffff:1.2.3", "a\u0000b", "\uD800",
        "169.254.169.254%00", "\u2488\u2488"})
    void whatTwoResolversCouldReadDifferentlyIsForbidden(String host) throws InterruptedException {
        assertThat(policy.of(host, 80)).isInstanceOf(Verdict.Forbidden.class);
        assertThat(policy.known(host, 80)).isInstanceOf(Verdict.Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 127.0.0.1", "LOCALHOST., 127.0.0.1", "a.localhost, 127.0.0.1", "shop.internal, 10.1.2.3",
        "Shop.Internal., 10.1.2.3", "bücher.example, 10.0.0.8", "BÜCHER.example, 10.0.0.8",
        "xn--bcher-kva.example, 10.0.0.8", "two.example, 192.168.0.9", "' 10.0.0.1 ', 10.0.0.1", "１２７.0.0.1, 127.0.0.1",
        "10。0。0。1, 10.0.0.1"})
    void aNameIsUsedByTheAddressThatWasJudged(String host, String address) throws InterruptedException {
        assertThat(policy.of(host, 80)).isEqualTo(new Verdict.Allowed(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.google.internal", "METADATA.google.internal.", "public.example",
        "１６９.254.169.254", "169。254。169。254"})
    void aNameIsForbiddenByWhatItStandsFor(String host) throws InterruptedException {
        assertThat(policy.of(host, 80)).isInstanceOf(Verdict.Forbidden.class);
    }

    @Test
    void aNameThatStandsForNothingIsNotForbidden() throws InterruptedException {
        assertThat(policy.of("nobody.example", 80))
                .isEqualTo(new Verdict.Unresolved("The host name nobody.example is not known here."));
    }

    @Test
    void publicAddressesNeedAWord() throws InterruptedException {
        assertThat(policy.of("203.0.113.7", 80)).isEqualTo(new Verdict.Forbidden(
                "203.0.113.7 is neither this machine's nor a private address. Name it, or its range, in"
                        + " polis.addresses.allow of the registry and the gateway if instances may have it."));
        try (var wider = policy(List.of("203.0.113.0/24", "2001:db8::/32"), List.of())) {
            assertThat(wider.of("203.0.113.7", 80)).isInstanceOf(Verdict.Allowed.class);
            assertThat(wider.of("public.example", 80)).isInstanceOf(Verdict.Allowed.class);
            assertThat(wider.of("2001:db8::7", 80)).isInstanceOf(Verdict.Allowed.class);
            assertThat(wider.of("203.0.114.7", 80)).isInstanceOf(Verdict.Forbidden.class);
            assertThat(wider.of("100.64.0.1", 80)).isInstanceOf(Verdict.Forbidden.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 8081", "127.0.0.9, 8081", "::1, 8081", "localhost, 8081", "::ffff:127.0.0.1, 8081",
        "127.0.0.1, 5432", "::1, 5432", "172.18.0.5, 8761", "registry, 8761", "::ffff:172.18.0.5, 8761",
        "127.0.0.1, 9080"})
    void theCitysOwnPortsAreForbidden(String host, int port) throws InterruptedException {
        policy.services().listensOn(9080);
        // Whoever waits for the name knows it afterwards.
        policy.of("registry", 1);
        assertThat(policy.of(host, port)).isInstanceOf(Verdict.Forbidden.class);
        assertThat(policy.of(host, port + 1)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void theCitysPortsOnOtherMachinesAreNotItsOwn() throws InterruptedException {
        policy.services().listensOn(9080);
        assertThat(policy.of("10.77.0.1", 9080)).isInstanceOf(Verdict.Allowed.class);
        assertThat(policy.of("10.77.0.1", 8761)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void whatThisMachineHasIsAllowedUnlessItIsLinkLocal() throws SocketException {
        for (InetAddress own : NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
            Class<?> right = own.isLinkLocalAddress() ? Verdict.Forbidden.class : Verdict.Allowed.class;
            assertThat(policy.of(own, 80)).as("%s", own).isInstanceOf(right);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "localhost", "*", "10.0.0.*", "10.0.0.0/255.0.0.0", "/8",
        "fd00::/129", "10.0.0.0/-1", "010.0.0.0/8"})
    void aRangeThatIsNoneIsRefusedAtStart(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(List.of(range), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.0.1, true", "10.9.9.9/8, 10.1.1.1, true", "10.0.0.0/8, 11.0.0.0, false",
        "192.168.0.0/23, 192.168.1.9, true", "192.168.0.0/23, 192.168.2.1, false", "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false", "10.0.0.1, 10.0.0.1, true", "10.0.0.1, 10.0.0.2, false", "fd00::/9, fd7f::1, true",
        "fd00::/9, fd80::1, false", "::1, ::1, true"})
    void aRangeIsOfItsFirstBits(String range, String address, boolean right) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(right);
    }

    /** Every address that comes out was judged, and nothing breaks the reader. */
    @Test
    void whateverIsStatedTheAnswerIsOneThatMayBeUsed() throws InterruptedException {
        String alphabet = "0123456789abcfxABFX.:[]%-_/。ü１ ";
        var random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (policy.known(text.toString(), 80) instanceof Verdict.Allowed(InetAddress address)) {
                assertThat(KnownRanges.inside(address)).as("%s -> %s", text, address).isTrue();
            }
        }
    }
}
