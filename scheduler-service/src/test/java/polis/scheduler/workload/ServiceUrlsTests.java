package polis.scheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceUrlsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://registry:8761/eureka/ | http://front.x:pw@registry:8761/eureka/
            http://eureka:old@registry:8761/eureka/ | http://front.x:pw@registry:8761/eureka/
            http://a/eureka/, https://u:p@b/eureka/ | http://front.x:pw@a/eureka/,https://front.x:pw@b/eureka/
            http://[::1]:8761/eureka/sets/@x/ | http://front.x:pw@[::1]:8761/eureka/sets/@x/
            """)
    void everyUrlHasTheCredentialAndNobodyElses(String urls, String right) {
        assertThat(ServiceUrls.with(new Credential("front.x", "pw"), urls)).isEqualTo(right);
    }
}
