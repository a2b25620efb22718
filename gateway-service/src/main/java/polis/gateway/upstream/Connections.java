package polis.gateway.upstream;

import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The pooled connections to all instances. */
@Component
class Connections implements DisposableBean {

    private static final Duration EVICTION = Duration.ofSeconds(1);
    private static final Duration ABANDONED_POOLS = Duration.ofMinutes(1);

    private final ConnectionProvider pools;
    private final HttpClient base;

    Connections(UpstreamSettings settings, AllowedAddresses allowed) {
        pools = ConnectionProvider.builder("upstream").maxConnections(settings.maxConnections())
                .pendingAcquireMaxCount(2 * settings.maxConnections()).pendingAcquireTimeout(settings.connectTimeout())
                .maxIdleTime(settings.maxIdle()).evictInBackground(EVICTION).lifo()
                .disposeInactivePoolsInBackground(ABANDONED_POOLS, ABANDONED_POOLS).build();
        // Its own retry knows neither methods nor other instances.
        base = ExchangeCodec.in(HttpClient.create(pools).resolver(allowed)).disableRetry(true).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
    }

    /** A client for one instance, made once: its configuration is not copied per request. */
    HttpClient to(Instance instance) {
        InetSocketAddress address = InetSocketAddress.createUnresolved(String.valueOf(instance.host()),
                instance.port());
        HttpClient client = base.remoteAddress(() -> address);
        return instance.secure() ? client.secure() : client;
    }

    @Override
    public void destroy() {
        pools.dispose();
    }
}
