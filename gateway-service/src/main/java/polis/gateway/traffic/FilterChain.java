package polis.gateway.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The filters in order, linked once at start: a request neither sorts nor copies them. */
final class FilterChain implements GatewayFilterChain {

    private final @Nullable GatewayFilter filter;

    private final @Nullable FilterChain next;

    private FilterChain(@Nullable GatewayFilter filter, @Nullable FilterChain next) {
        this.filter = filter;
        this.next = next;
    }

    static FilterChain of(List<GatewayFilter> filters) {
        FilterChain chain = new FilterChain(null, null);
        for (GatewayFilter filter : filters.reversed()) {
            chain = new FilterChain(filter, chain);
        }
        return chain;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange) {
        return filter == null || next == null ? Mono.empty() : filter.filter(exchange, next);
    }
}
