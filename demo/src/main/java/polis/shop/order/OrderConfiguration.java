package polis.shop.order;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import polis.shop.queue.Producer;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "shop.role", havingValue = "order")
class OrderConfiguration {

    @Bean
    Producer orderPlaced(@LoadBalanced RestClient.Builder loadBalanced, ObservationRegistry observations) {
        return new Producer("order.placed", "shipping", loadBalanced, observations);
    }

}
