package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;

class AddressesIntegrationTests extends RegistryScenario {

    @ParameterizedTest
    @CsvSource({"169.254.169.254, 10.0.0.1, a cloud's metadata service", "10.0.0.1, 169.254.169.254, metadata service",
        "203.0.113.7, 10.0.0.1, polis.addresses.allow", "[::ffff:169.254.169.254], 10.0.0.1, metadata service",
        "0x7f.1, 127.0.0.1, usual form", "fe80::1, 127.0.0.1, link-local", "0.0.0.0, 0.0.0.0, no host's address"})
    void aForbiddenAddressIsRefusedWithTheReason(String host, String ip, String reason) {
        String service = name("address");
        Answer answer = register(service, host, ip, 80).is(403);
        assertThat(answer.response().body()).contains(reason);
        assertThat(eureka.statusOf(service, service + "-1")).isEmpty();
    }

    @Test
    void theRegistryItselfIsNobodysInstance() {
        String service = name("loop");
        assertThat(register(service, "localhost", "127.0.0.1", port).is(403).response().body())
                .contains("A service of Polis itself listens at port " + port);
    }

    @Test
    void aNameThatNobodyKnowsYetAndPrivateAddressesMayRegister() {
        register(name("early"), "not-yet.invalid", "10.0.0.1", 80).is(204);
        register(name("private"), "172.20.0.3", "172.20.0.3", 8080).is(204);
        register(name("six"), "fd00::5", "fd00::5", 8080).is(204);
        register(name("local"), "localhost", "127.0.0.1", 20001).is(204);
    }

    private Answer register(String service, String host, String ip, int port) {
        return eureka.registerRaw(service,
                """
                        {"instance":{"instanceId":"%s-1","app":"%s","hostName":"%s","ipAddr":"%s","vipAddress":"%s","status":"UP",
                         "port":{"$":%d,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"}}}
                        """
                        .formatted(service, service.toUpperCase(Locale.ROOT), host, ip, service, port));
    }
}
