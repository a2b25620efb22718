package polis.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the addresses that clients state, at registration, at health checks and at the gateway alike. A name is looked
 * up, and what it stands for is judged: whoever connects afterwards connects to the judged address.
 */
public final class AddressPolicy implements AutoCloseable {

    private static final List<InetAddress> LOCAL = List.of(InetAddress.ofLiteral("127.0.0.1"),
            InetAddress.ofLiteral("::1"));

    private final List<AddressRange> allowed;
    private final Duration deadline;
    private final Lookups lookups;
    private final OwnAddresses own = new OwnAddresses();
    private final OwnServices services;

    /** A policy of its own, for those without an application context. */
    public AddressPolicy(AddressSettings settings, NameService names) {
        this(settings, names, System::nanoTime);
    }

    AddressPolicy(AddressSettings settings, NameService names, LongSupplier nanos) {
        this.allowed = settings.allow().stream().map(String::strip).filter(text -> !text.isEmpty())
                .map(AddressRange::parse).toList();
        this.deadline = settings.lookupTimeout();
        this.lookups = new Lookups(names, settings, nanos);
        this.services = new OwnServices(own, lookups);
        settings.services().forEach(this::service);
    }

    /** Where Polis's own services listen, to be told by those who know. */
    public OwnServices services() {
        return services;
    }

    /**
     * Judges a host without waiting: a name that has not been looked up lately is so from now on, and unresolved
     * meanwhile.
     */
    public Verdict known(@Nullable String host, int port) {
        return switch (StatedHost.of(host)) {
            case StatedHost.Literal(InetAddress address) -> of(address, port);
            case StatedHost.Name name -> judge(name, name.local() ? LOCAL : lookups.known(name.name()), port);
            case StatedHost.Unreadable(String why) -> new Verdict.Forbidden(why);
        };
    }

    /** Judges a host, and waits for its name until the deadline: for threads that may. */
    public Verdict of(@Nullable String host, int port) throws InterruptedException {
        return of(host, port, deadline);
    }

    /** The same within a shorter time. */
    public Verdict of(@Nullable String host, int port, Duration most) throws InterruptedException {
        return switch (StatedHost.of(host)) {
            case StatedHost.Literal(InetAddress address) -> of(address, port);
            case StatedHost.Name name -> judge(name, name.local() ? LOCAL : lookups.wait(name.name(), most), port);
            case StatedHost.Unreadable(String why) -> new Verdict.Forbidden(why);
        };
    }

    /** Judges an address. */
    public Verdict of(InetAddress address, int port) {
        String text = address.getHostAddress();
        String never = never(address);
        if (never != null) {
            return new Verdict.Forbidden(text + " is " + never + ": no instance may have it.");
        }
        List<InetAddress> within = EmbeddedAddresses.of(address);
        for (InetAddress embedded : within) {
            String hidden = never(embedded);
            if (hidden != null) {
                return new Verdict.Forbidden(text + " stands for " + embedded.getHostAddress() + ", which is " + hidden
                        + ": no instance may have it.");
            }
        }
        if (services.has(address, port) || within.stream().anyMatch(embedded -> services.has(embedded, port))) {
            return new Verdict.Forbidden("A service of Polis itself listens at port " + port + " of " + text + ".");
        }
        if (KnownRanges.inside(address) || own.contains(address)
                || allowed.stream().anyMatch(range -> range.contains(address))) {
            return new Verdict.Allowed(address);
        }
        return new Verdict.Forbidden(text + " is neither this machine's nor a private address. Name it, or its range,"
                + " in polis.addresses.allow of the registry and the gateway if instances may have it.");
    }

    private @Nullable String never(InetAddress address) {
        String never = address.isLoopbackAddress() ? null : KnownRanges.never(address);
        return never == null && own.broadcast(address) ? "a broadcast address" : never;
    }

    /** One allowed address is enough: only that one is used. */
    private Verdict judge(StatedHost.Name name, List<InetAddress> addresses, int port) {
        Verdict first = null;
        for (InetAddress address : addresses) {
            Verdict verdict = of(address, port);
            if (verdict instanceof Verdict.Allowed) {
                return verdict;
            }
            first = first == null ? verdict : first;
        }
        if (first instanceof Verdict.Forbidden(String why)) {
            return new Verdict.Forbidden(
                    "The host name " + name.name() + " stands for no address that an instance may have: " + why);
        }
        return new Verdict.Unresolved("The host name " + name.name() + " is not known here.");
    }

    private void service(String place) {
        int colon = place.lastIndexOf(':');
        String port = place.substring(colon + 1).strip();
        if (colon < 1 || !port.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(
                    "\"" + place + "\" in polis.addresses.services is no host:port; write registry:8761, for example.");
        }
        services.liesAt(place.substring(0, colon).strip(), Integer.parseInt(port));
    }

    @Override
    public void close() {
        lookups.close();
    }
}
