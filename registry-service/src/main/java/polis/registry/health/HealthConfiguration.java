package polis.registry.health;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.address.AddressPolicy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthSettings.class)
class HealthConfiguration {

    @Bean
    TimedProbe healthProbe(HealthSettings settings, AddressPolicy policy, SslBundles bundles)
            throws NoSuchAlgorithmException {
        String bundle = settings.sslBundle();
        SSLContext trust = bundle == null ? SSLContext.getDefault() : bundles.getBundle(bundle).createSslContext();
        return new TimedProbe(new HealthProbe(policy, trust, settings.maxBody().toBytes(),
                Math.toIntExact(settings.timeout().toMillis())), settings.timeout().toMillis());
    }
}
