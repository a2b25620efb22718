package polis.dependencymap.name;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.CapacitySettings;
import polis.dependencymap.capacity.RecentRefusals;
import polis.dependencymap.catalog.Catalog;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import polis.dependencymap.traffic.Node;

// ADR 82
/**
 * The names that spans mention. A request is refused as a whole when it brings a name for which there is no room: what
 * was answered with a 202 will be on the map.
 */
@Component
public class KnownNames {

    private static final Logger log = LoggerFactory.getLogger(KnownNames.class);

    private final CapacitySettings settings;
    private final Catalog catalog;
    private final InstantSource clock;
    private final RecentRefusals refusals;
    private final Counter refused;
    private final Map<Node, Mention> mentions = new ConcurrentHashMap<>();
    private volatile boolean full;

    KnownNames(CapacitySettings settings, Catalog catalog, RecentRefusals refusals, InstantSource clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.catalog = catalog;
        this.refusals = refusals;
        this.clock = clock;
        this.refused = meters.counter("polis.map.names.refused");
        meters.gauge("polis.map.names", mentions, Map::size);
        meters.gauge("polis.map.names.most", settings, CapacitySettings::most);
    }

    /**
     * Takes note of all names in these spans.
     *
     * @throws NamesFullException if there is no room for one of them; then none of the new ones is noted
     */
    public void admit(List<Span> spans) {
        Map<Node, NameStatus> unknown = note(spans);
        if (!unknown.isEmpty()) {
            letIn(unknown);
        }
    }

    /** Takes note of names that were let in before, in an earlier life. */
    public void readmit(List<Span> spans) {
        long now = clock.millis();
        note(spans).keySet().forEach(node -> mentions.computeIfAbsent(node, key -> new Mention(now, now)));
    }

    /** Marks the names that are known and returns the others. */
    private Map<Node, NameStatus> note(List<Span> spans) {
        long now = clock.millis();
        Map<Node, NameStatus> unknown = Map.of();
        String before = null;
        for (Span span : spans) {
            String service = span.service();
            // Most requests are of one service: it is looked up once.
            if (service != null && !service.equals(before)) {
                before = service;
                unknown = note(new Node(service, NodeType.SERVICE), service, now, unknown);
            }
            Remote remote = span.remote();
            if (remote != null) {
                unknown = note(new Node(remote.name(), remote.type()), service, now, unknown);
            }
        }
        return unknown;
    }

    private Map<Node, NameStatus> note(Node node, @Nullable String by, long now, Map<Node, NameStatus> unknown) {
        Mention known = mentions.get(node);
        if (known != null) {
            known.again(now);
            return unknown;
        }
        Map<Node, NameStatus> more = unknown.isEmpty() ? new HashMap<>() : unknown;
        more.merge(node, status(node, by), (one, other) -> one.compareTo(other) > 0 ? one : other);
        return more;
    }

    private NameStatus status(Node node, @Nullable String by) {
        Set<String> known = catalog.described();
        if (node.type() == NodeType.SERVICE && known.contains(node.name())) {
            return NameStatus.DESCRIBED;
        }
        return by != null && known.contains(by) ? NameStatus.MENTIONED : NameStatus.UNDESCRIBED;
    }

    private synchronized void letIn(Map<Node, NameStatus> unknown) {
        long now = clock.millis();
        int room = mentions.size();
        for (Map.Entry<Node, NameStatus> each : unknown.entrySet()) {
            // Whoever is described has room whatever others have filled: so many the catalogue has at most.
            if (each.getValue() != NameStatus.DESCRIBED && !mentions.containsKey(each.getKey())
                    && ++room > each.getValue().limit(settings.most())) {
                refuse(unknown.size(), each.getKey());
            }
        }
        unknown.keySet().forEach(node -> mentions.computeIfAbsent(node, key -> new Mention(now, now)));
    }

    private void refuse(int count, Node node) {
        refused.increment(count);
        refusals.add(
                "Spans with new names are refused: the map carries %d names. Names that came once are forgotten after %s; to admit a service now, describe it in the registry, or give the service more heap."
                        .formatted(settings.most(), settings.passing()));
        if (!full) {
            full = true;
            log.warn(
                    "Spans with new names are refused from now on, such as {}: the map carries {} names (polis.map.names.most)",
                    node.name(), settings.most());
        }
        throw new NamesFullException(settings.most(), node.name());
    }

    void load(Map<Node, Mention> known) {
        known.forEach((node, mention) -> mentions.merge(node, mention,
                (here, before) -> new Mention(before.first(), Math.max(here.last(), before.last()))));
    }

    /** Takes note of names that are counted already. */
    void meet(Set<Node> counted) {
        long now = clock.millis();
        counted.forEach(node -> mentions.computeIfAbsent(node, key -> new Mention(now, now)));
    }

    Map<Node, Mention> mentions() {
        return mentions;
    }

    /** Returns the names to forget: those whose traffic is gone, else those that give way where room is short. */
    List<Node> outdated(Duration retention, int limit) {
        long now = clock.millis();
        List<Node> gone = mentions.entrySet().stream()
                .filter(each -> each.getValue().last() < now - retention.toMillis()).map(Map.Entry::getKey).limit(limit)
                .toList();
        int surplus = surplus();
        return gone.isEmpty() && surplus > 0 ? givingWay(Math.min(limit, surplus), now) : gone;
    }

    /** Returns the surplus of names. Room is short above five eighths, until half of it is free. */
    private int surplus() {
        if (mentions.size() > settings.most() / 8 * 5) {
            return mentions.size() - settings.most() / 2;
        }
        full = false;
        return 0;
    }

    /** Returns those that were silent for longest before all others. */
    private List<Node> givingWay(int limit, long now) {
        Set<String> described = catalog.described();
        return mentions.entrySet().stream()
                .filter(each -> !described.contains(each.getKey().name()) && givesWay(each.getValue(), now))
                .sorted(Comparator.comparingLong(each -> each.getValue().last())).limit(limit).map(Map.Entry::getKey)
                .toList();
    }

    private boolean givesWay(Mention mention, long now) {
        long silence = now - mention.last();
        long passing = settings.passing().toMillis();
        return silence >= (mention.last() - mention.first() < passing ? passing : settings.silent().toMillis());
    }

    /** Returns those of the names that were not mentioned since they were found to be outdated. */
    List<Node> stillSilent(Collection<Node> outdated, Instant since) {
        return outdated.stream().filter(node -> {
            Mention mention = mentions.get(node);
            return mention != null && mention.last() < since.toEpochMilli();
        }).toList();
    }
}
