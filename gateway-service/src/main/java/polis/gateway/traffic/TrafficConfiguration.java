package polis.gateway.traffic;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.WebsocketRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import polis.gateway.route.Routes;
import polis.gateway.trace.Traces;
import polis.gateway.upstream.JudgedAddresses;
import reactor.netty.http.client.HttpClient;

/**
 * Makes the handler of the traffic port. As the only {@link HttpHandler} it is what Spring Boot's server serves on
 * {@code server.port}: the dispatcher with the controllers, the actuator and the console is not behind it.
 */
@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {

    @Bean
    HttpHandler trafficHttpHandler(Routes routes, Traces traces, ForwardedHeaders forwarded, TrafficMeters meters,
            TrafficErrors errors, List<GatewayFilter> filters) {
        return WebHttpHandlerBuilder.webHandler(new TrafficHandler(routes, traces, forwarded, meters, errors, filters))
                .build();
    }

    @Bean
    WebsocketRoutingFilter webSocketProxy(ObjectProvider<List<HttpHeadersFilter>> headers, JudgedAddresses judged) {
        return new WebsocketRoutingFilter(
                new ReactorNettyWebSocketClient(InterimAnswers.dropped(HttpClient.create().resolver(judged))),
                WebSocketStay.ending(new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy())), headers);
    }
}
