package polis.scheduler.registry;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Registry;

/** registry-service in memory, behind the scheduler's own client. */
public final class SimulatedRegistry implements RegistryClient {

    /** What it lists of one instance. */
    public static final class Listed {

        final String service;

        final String version;

        Lifecycle state;

        boolean up;

        boolean managed;

        Listed(String service, String version, Lifecycle state, boolean managed) {
            this.service = service;
            this.version = version;
            this.state = state;
            this.managed = managed;
        }

        public boolean serves() {
            return state == Lifecycle.RUN && up;
        }
    }

    public final Map<String, Lifecycle> lifecycles = new TreeMap<>();

    public final List<String> transitions = new ArrayList<>();

    public final Map<String, Listed> listed = new LinkedHashMap<>();

    public boolean away;

    /** A look at it that has seen nothing yet. */
    public Registry look(InstantSource clock) {
        return new HttpRegistry(this, clock);
    }

    /** The instance renews its lease: it registers by itself. */
    public void renew(String service, String version, String id) {
        if (!away) {
            Listed entry = listed.computeIfAbsent(id, absent -> new Listed(service, version, Lifecycle.RUN, false));
            entry.up = entry.state != Lifecycle.DESTROY;
            entry.state = entry.state == Lifecycle.PROVISION ? Lifecycle.READY : entry.state;
        }
    }

    /** It was announced, and so is not driven by its lease alone. */
    public boolean managed(String id) {
        return listed.containsKey(id) && listed.get(id).managed;
    }

    public boolean serves(String id) {
        return listed.containsKey(id) && listed.get(id).serves();
    }

    @Override
    public Page<InstanceEntry> instances(int limit, String cursor) {
        answer();
        return new Page<>(listed.entrySet().stream()
                .map(entry -> new InstanceEntry(entry.getValue().service, entry.getKey(), entry.getValue().version,
                        entry.getValue().state.name(), entry.getValue().up ? "UP" : "DOWN", entry.getValue().managed))
                .toList(), null);
    }

    @Override
    public Page<ServiceEntry> services(int limit, String cursor) {
        answer();
        return new Page<>(lifecycles.keySet().stream().map(this::service).toList(), null);
    }

    @Override
    public ServiceEntry service(String name) {
        answer();
        return new ServiceEntry(name, lifecycles.containsKey(name) ? lifecycles.get(name).name() : null);
    }

    @Override
    public void announce(String name, String id, Announcement announcement) {
        answer();
        listed.computeIfAbsent(id,
                absent -> new Listed(name, announcement.version(), Lifecycle.PROVISION, true)).managed = true;
    }

    @Override
    public void moveInstance(String name, String id, Move move) {
        answer();
        Listed entry = listed.get(id);
        if (entry == null) {
            throw HttpClientErrorException.create(HttpStatus.NOT_FOUND, "unknown", HttpHeaders.EMPTY, new byte[0],
                    null);
        }
        entry.state = Lifecycle.valueOf(move.to());
        entry.up &= entry.state != Lifecycle.DESTROY;
        if (entry.state == Lifecycle.GONE) {
            listed.remove(id);
        }
    }

    @Override
    public void moveService(String name, Move move) {
        answer();
        transitions.add(name + " " + move.to());
        lifecycles.put(name, Lifecycle.valueOf(move.to()));
    }

    private void answer() {
        if (away) {
            throw new ResourceAccessException("away");
        }
    }
}
