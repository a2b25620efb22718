package polis.gateway.upstream;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.gateway.balance.Backoff;
import polis.problem.ProblemException;

/** All services with their instances, as the registry last described them. */
@Component
public class Upstreams {

    private final Map<String, Upstream> byService = new ConcurrentHashMap<>();

    /** When instances were last touched by an event: a list that was begun before says nothing newer of them. */
    private final Map<Instance.Key, Long> touched = new HashMap<>();
    private final Connections connections;
    private final AddressPolicy addresses;
    private final UpstreamSettings settings;
    private final Backoff backoff;
    private final Clock clock;
    private final RandomGenerator random;
    private long version;

    @Autowired
    Upstreams(Connections connections, AddressPolicy addresses, UpstreamSettings settings, Clock clock) {
        // Drawn anew at each call: the generator belongs to the thread that asks.
        this(connections, addresses, settings, clock, () -> ThreadLocalRandom.current().nextLong());
    }

    Upstreams(Connections connections, AddressPolicy addresses, UpstreamSettings settings, Clock clock,
            RandomGenerator random) {
        this.connections = connections;
        this.addresses = addresses;
        this.settings = settings;
        this.backoff = new Backoff(settings.ejectFirst().toMillis(), settings.ejectMost().toMillis());
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns what is known of a service's instances.
     *
     * @throws ProblemException when no instance of the service is known
     */
    public Upstream of(String service) {
        Upstream upstream = byService.get(service);
        if (upstream == null) {
            throw Upstream.noInstance(service);
        }
        return upstream;
    }

    public Collection<Upstream> all() {
        return byService.values();
    }

    /** Returns null when the instance is not known. */
    public @Nullable UpstreamInstance instance(Instance.Key key) {
        Upstream upstream = byService.get(key.service());
        return upstream == null ? null : upstream.instance(key.id());
    }

    /** Puts back what was known before a restart. It has long been warm: no slow start. */
    public synchronized void restore(Instance instance, int weight) {
        add(instance, weight);
    }

    /** Takes over an event. */
    public synchronized void apply(Instance instance) {
        touched.put(instance.key(), System.nanoTime());
        change(instance);
    }

    /**
     * Takes over the whole list: what is not in it is gone.
     *
     * @param begun {@link System#nanoTime()} before the list was asked for
     */
    public synchronized void replace(List<Instance> instances, long begun) {
        Set<Instance.Key> listed = new HashSet<>();
        for (Instance instance : instances) {
            listed.add(instance.key());
            if (!touchedSince(instance.key(), begun)) {
                change(instance);
            }
        }
        for (Instance known : snapshot()) {
            if (!listed.contains(known.key()) && !touchedSince(known.key(), begun)) {
                remove(known.key());
            }
        }
        touched.values().removeIf(at -> at - begun < 0);
    }

    /** Rises with every change, for those who write down what they see. */
    public synchronized long version() {
        return version;
    }

    public synchronized List<Instance> snapshot() {
        return byService.values().stream().flatMap(upstream -> upstream.instances().stream())
                .map(UpstreamInstance::instance).toList();
    }

    private boolean touchedSince(Instance.Key key, long begun) {
        Long at = touched.get(key);
        return at != null && at - begun >= 0;
    }

    private void change(Instance instance) {
        UpstreamInstance known = instance(instance.key());
        if (instance.gone()) {
            if (known != null) {
                remove(instance.key());
            }
        } else if (known == null) {
            add(instance, UpstreamInstance.FULL_WEIGHT).admit(clock.millis());
        } else if (!known.instance().newerThan(instance) && !known.instance().equals(instance)) {
            describe(known, instance);
        }
    }

    private void describe(UpstreamInstance known, Instance instance) {
        version++;
        if (known.instance().sameAddress(instance)) {
            known.describe(instance, clock.millis());
            of(instance.key().service()).refresh();
        } else {
            add(instance, known.adminWeight()).admit(clock.millis());
        }
    }

    private UpstreamInstance add(Instance instance, int weight) {
        version++;
        Instance.Key key = instance.key();
        UpstreamInstance added = new UpstreamInstance(instance, connections.to(instance), weight,
                settings.slowStart().toMillis());
        added.checkAddress(addresses);
        byService.computeIfAbsent(key.service(), service -> new Upstream(service, clock, random, backoff)).put(key.id(),
                added);
        return added;
    }

    private void remove(Instance.Key key) {
        version++;
        Upstream upstream = byService.get(key.service());
        if (upstream != null) {
            upstream.remove(key.id());
            if (upstream.isEmpty()) {
                byService.remove(key.service());
            }
        }
    }
}
