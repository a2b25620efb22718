package polis.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import polis.gateway.balance.Backoff;
import polis.gateway.balance.TwoChoices;
import polis.gateway.problem.GatewayProblem;
import polis.problem.ProblemException;

/** A service as the target of traffic: its instances, and the choice among them. */
public final class Upstream {

    /** A chosen one that was pulled in the same moment is passed over; so many in a row mean that all were. */
    private static final int CHOICES = 8;

    private final String service;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Map<String, UpstreamInstance> instances = new ConcurrentHashMap<>();
    private volatile List<UpstreamInstance> serving = List.of();

    Upstream(String service, InstantSource clock, RandomGenerator random, Backoff backoff) {
        this.service = service;
        this.clock = clock;
        this.random = random;
        this.backoff = backoff;
    }

    public String service() {
        return service;
    }

    /**
     * Acquires a slot at an instance, which must be released. When all others are ejected an ejected one is better than
     * none.
     *
     * @param without those that have been tried
     * @return null when no instance may get the request
     */
    public @Nullable ConnectionSlot acquire(Collection<UpstreamInstance> without) {
        for (int i = 0; i < CHOICES; i++) {
            UpstreamInstance chosen = choose(without);
            if (chosen == null) {
                return null;
            }
            if (chosen.acquire()) {
                return new ConnectionSlot(chosen);
            }
        }
        return null;
    }

    private @Nullable UpstreamInstance choose(Collection<UpstreamInstance> without) {
        List<UpstreamInstance> candidates = serving;
        if (!without.isEmpty()) {
            candidates = candidates.stream().filter(instance -> !without.contains(instance)).toList();
        }
        UpstreamInstance chosen = TwoChoices.choose(candidates, clock.millis(), random);
        if (chosen != null) {
            return chosen;
        }
        List<UpstreamInstance> ejected = candidates.stream()
                .filter(instance -> instance.ejected() && instance.adminWeight() > 0).toList();
        return ejected.isEmpty() ? null : ejected.get(random.nextInt(ejected.size()));
    }

    /** Returns whether another instance than these could take a request now. */
    public boolean hasOther(Collection<UpstreamInstance> tried) {
        long now = clock.millis();
        for (UpstreamInstance instance : serving) {
            if (!tried.contains(instance) && instance.weight(now) > 0) {
                return true;
            }
        }
        return false;
    }

    public ProblemException noInstance() {
        return noInstance(service);
    }

    static ProblemException noInstance(String service) {
        return new ProblemException(GatewayProblem.NO_INSTANCE,
                "No instance of the service " + service + " takes requests now. Try again in a moment.")
                .header("Retry-After", "1");
    }

    /** Returns whether a failure means that an instance accepts no connection: nothing has been sent to it. */
    public static boolean unreachable(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException || failure instanceof UnknownHostException;
    }

    /** Takes an instance that accepts no connection out of traffic, until a check finds it well. */
    public void eject(UpstreamInstance instance) {
        instance.eject(clock.millis(), backoff);
    }

    @Nullable
    UpstreamInstance instance(String id) {
        return instances.get(id);
    }

    public List<UpstreamInstance> instances() {
        List<UpstreamInstance> all = new ArrayList<>(instances.values());
        all.sort(Comparator.comparing(UpstreamInstance::id));
        return all;
    }

    boolean isEmpty() {
        return instances.isEmpty();
    }

    void put(String id, UpstreamInstance instance) {
        instances.put(id, instance);
        refresh();
    }

    void remove(String id) {
        instances.remove(id);
        refresh();
    }

    /** To be called when the registry's word of an instance changed, or the policy's. */
    void refresh() {
        serving = instances.values().stream()
                .filter(instance -> instance.instance().serves() && instance.barred() == null).toList();
    }
}
