package polis.registry.eureka;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EurekaSettings.class)
class EurekaConfiguration {

    /**
     * Before security, observation and everything else: it checks its clients' password itself and passes nothing on.
     */
    @Bean
    FilterRegistrationBean<EurekaEndpoint> eurekaEndpoint(EurekaAuthentication authentication,
            InstanceResource instances, BatchResource batches, Payloads payloads) {
        var registration = new FilterRegistrationBean<>(
                new EurekaEndpoint(authentication, instances, batches, payloads));
        registration.addUrlPatterns(EurekaEndpoint.PREFIX + "/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
