package polis.gateway.upstream;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.address.Verdict;

/**
 * Finds the addresses that connections to instances go to: those that the policy allows, and no others. Names are
 * looked up elsewhere, so that no event loop waits for one.
 */
// ADR 75
@Component
public final class AllowedAddresses extends AddressResolverGroup<InetSocketAddress> {

    private final AddressPolicy policy;

    AllowedAddresses(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return !address.isUnresolved();
            }

            @Override
            protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise)
                    throws UnknownHostException {
                promise.setSuccess(allowed(unresolved));
            }

            @Override
            protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise)
                    throws UnknownHostException {
                promise.setSuccess(List.of(allowed(unresolved)));
            }
        };
    }

    /** With the name that was asked for: TLS and the host header want it. */
    private InetSocketAddress allowed(InetSocketAddress unresolved) throws UnknownHostException {
        String host = unresolved.getHostString();
        return switch (policy.known(host, unresolved.getPort())) {
            case Verdict.Allowed(InetAddress address) ->
                new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), unresolved.getPort());
            case Verdict.Forbidden(String why) -> throw new UnknownHostException(why);
            case Verdict.Unresolved(String why) -> throw new UnknownHostException(why);
        };
    }
}
