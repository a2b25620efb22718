package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.appinfo.AmazonInfo;
import com.netflix.appinfo.InstanceInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.lease.LeaseFixture;

class XmlEncodableTests {

    private static InstanceInfo.Builder instance() {
        return new InstanceInfo.Builder(LeaseFixture.info("a", 90, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "bell\u0007", "end\uFFFE", "half\uD83D", "\uDE00half"})
    void aNameThatXmlCannotTellIsRefused(String name) {
        for (InstanceInfo sent : new InstanceInfo[] {instance().setHostName(name).build(),
            instance().setInstanceId(name).build(), instance().setVIPAddressDeser(name).build(),
            instance().setHealthCheckUrlsForDeser(name, null).build()}) {
            assertThatThrownBy(() -> XmlEncodable.check(sent)).isInstanceOf(EurekaException.class);
        }
        var amazon = new AmazonInfo("Amazon", Map.of("ami-id", name));
        assertThatThrownBy(() -> XmlEncodable.check(instance().setDataCenterInfo(amazon).build()))
                .isInstanceOf(EurekaException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "größe", "<&>", "\uD83D\uDE00", "\t\r\n", "${spring.application.name}"})
    void aNameThatIsOnlyOddIsNot(String name) {
        assertThatCode(() -> XmlEncodable.check(instance().setHostName(name).setInstanceId(name).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void aRegistrationThatFitsIsNotCopied() {
        InstanceInfo fits = instance().setMetadata(Map.of("management.port", "8081")).build();
        assertThat(XmlEncodable.of(fits)).isSameAs(fits);
        InstanceInfo odd = instance().setMetadata(Map.of("a b", "8081")).build();
        assertThat(XmlEncodable.of(odd).getMetadata()).isEmpty();
        assertThat(XmlEncodable.of(odd).getLastDirtyTimestamp()).isEqualTo(odd.getLastDirtyTimestamp());
        assertThat(odd.getMetadata()).containsKey("a b");
    }
}
