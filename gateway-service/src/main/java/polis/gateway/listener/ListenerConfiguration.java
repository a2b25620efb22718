package polis.gateway.listener;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Makes the handler of the traffic port. As the only {@link HttpHandler} it is what Spring Boot's server serves on
 * {@code server.port}: the dispatcher with the controllers, the actuator and the console is not behind it.
 */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

    @Bean
    HttpHandler trafficHttpHandler(TrafficHandler handler) {
        return WebHttpHandlerBuilder.webHandler(handler).build();
    }
}
