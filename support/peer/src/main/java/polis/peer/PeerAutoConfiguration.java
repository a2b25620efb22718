package polis.peer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;
import polis.security.ServiceTokenInterceptor;

/** Gives services the clients of their peers. */
@AutoConfiguration(afterName = "polis.security.SecurityAutoConfiguration")
@EnableConfigurationProperties(Peers.class)
class PeerAutoConfiguration {

    @Bean
    @ConditionalOnBean(ServiceTokenInterceptor.class)
    PeerClients peerClients(RestClient.Builder builder, ServiceTokenInterceptor token, Peers peers) {
        return new PeerClients(builder, token, peers);
    }
}
