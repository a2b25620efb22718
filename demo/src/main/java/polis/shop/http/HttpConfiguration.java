package polis.shop.http;

import io.micrometer.observation.ObservationPredicate;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.LoadBalancedRetryFactory;
import org.springframework.cloud.client.loadbalancer.LoadBalancedRetryPolicy;
import org.springframework.cloud.client.loadbalancer.ServiceInstanceChooser;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /**
     * Not a default candidate: the Eureka client would take it for its own calls and look for the registry in itself.
     */
    @Bean(defaultCandidate = false)
    @LoadBalanced
    RestClient.Builder loadBalancedRestClientBuilder(RestClientBuilderConfigurer configurer) {
        return configurer.configure(RestClient.builder()).requestInterceptor(HttpConfiguration::callOrFail);
    }

    /**
     * The load balancer says in two exceptions of its own that a service has no instance: a failed call like any other.
     */
    private static ClientHttpResponse callOrFail(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        try {
            return execution.execute(request, body);
        } catch (IllegalArgumentException | IllegalStateException noInstance) {
            throw new IOException("There is no instance of " + request.getURI().getHost(), noInstance);
        }
    }

    @Bean
    LoadBalancedRetryFactory loadBalancedRetryFactory(ReactiveLoadBalancer.Factory<ServiceInstance> loadBalancers) {
        return new LoadBalancedRetryFactory() {
            @Override
            public LoadBalancedRetryPolicy createRetryPolicy(String service, ServiceInstanceChooser chooser) {
                return new RetryUnlessHandled(Objects.requireNonNull(loadBalancers.getProperties(service)));
            }
        };
    }

    /** Probes and the registry's heartbeats are no part of what the shop does; the queue writes spans of its own. */
    @Bean
    ObservationPredicate onlyCallsOfTheShop() {
        return (name, context) -> switch (context) {
            case ServerRequestObservationContext server ->
                isOfTheShop(Objects.requireNonNull(server.getCarrier()).getRequestURI());
            case ClientRequestObservationContext client ->
                isOfTheShop(Objects.requireNonNull(client.getCarrier()).getURI().getPath());
            default -> true;
        };
    }

    private static boolean isOfTheShop(String path) {
        return !path.startsWith("/actuator") && !path.startsWith("/eureka/") && !path.startsWith("/queue/");
    }

}
