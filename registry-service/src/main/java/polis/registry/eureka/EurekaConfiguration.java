package polis.registry.eureka;

import com.netflix.discovery.EurekaClient;
import com.netflix.discovery.EurekaClientConfig;
import com.netflix.eureka.EurekaServerConfig;
import com.netflix.eureka.resources.ServerCodecs;
import com.netflix.eureka.transport.EurekaServerHttpClientFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
@EnableEurekaServer
@EnableConfigurationProperties(EurekaSettings.class)
class EurekaConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EurekaConfiguration.class);

    @Bean
    @Primary
    LeaseRegistry leaseRegistry(EurekaServerConfig serverConfig, EurekaClientConfig clientConfig, ServerCodecs codecs,
            EurekaClient client,
            EurekaServerHttpClientFactory clients, Leases leases, LeaseChanges changes, Clock clock) {
        return new LeaseRegistry(serverConfig, clientConfig, codecs, client, clients, leases, changes, clock);
    }

    /** The stock registry is declared unconditionally; lazy, it is never made and starts none of its timers. */
    @Bean
    static BeanFactoryPostProcessor stockRegistryStaysUnmade() {
        return factory -> factory.getBeanDefinition("peerAwareInstanceRegistry").setLazyInit(true);
    }

    /** Nobody asks for a WADL, and making one would bring JAXB into the start. */
    @Bean
    static BeanPostProcessor jerseyWithoutWadl() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                return bean instanceof ResourceConfig jersey
                        ? jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true)
                        : bean;
            }
        };
    }

    /** Eureka clients put user and password into the service URL; they cannot send a bearer token. */
    @Bean
    @Order(1)
    SecurityFilterChain eurekaSecurity(HttpSecurity http, EurekaSettings settings) throws Exception {
        if (settings.password() == null || settings.password().isBlank()) {
            log.warn("polis.registry.eureka.password is not set: no Eureka client can register.");
        }
        return http.securityMatcher("/eureka/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults()).csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authenticationManager(clients(settings)).build();
    }

    /** Compares in constant time and without a password hash: a slow hash per heartbeat would cost more than Eureka itself. */
    private static AuthenticationManager clients(EurekaSettings settings) {
        return attempt -> {
            String password = settings.password();
            if (password == null || password.isBlank()
                    || !same(settings.username() + ":" + password,
                            attempt.getName() + ":" + attempt.getCredentials())) {
                throw new BadCredentialsException("Unknown user or wrong password.");
            }
            Authentication client = UsernamePasswordAuthenticationToken.authenticated(settings.username(), null,
                    List.of(new SimpleGrantedAuthority("ROLE_EUREKA")));
            return client;
        };
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
