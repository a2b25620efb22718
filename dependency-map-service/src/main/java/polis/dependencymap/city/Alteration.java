package polis.dependencymap.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.change.Change;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Road;
import polis.problem.Nearest;

/**
 * Changes a city on paper, one change after the other. What cannot be done is noted and left out. Services stay when
 * their last road is cut; topics, databases and whatever else is there only because it is used go with it.
 */
public final class Alteration {

    private static final int LONGEST_NAME = 200;

    /**
     * What cannot be done.
     *
     * @param change its position in the list
     * @param field the part of it that is wrong
     * @param suggestion a name that may have been meant
     */
    public record Mistake(int change, String field, String message, @Nullable String suggestion) {}

    private final double seconds;
    private final Map<String, Node> places = new HashMap<>();
    private final Map<Road, Way> ways = new LinkedHashMap<>();
    private final List<CatalogEntry> entries;
    private final Map<Road, Way> before = new LinkedHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int position;

    private Alteration(City city, List<CatalogEntry> entries, double seconds) {
        this.seconds = seconds;
        this.entries = new ArrayList<>(entries);
        city.roads().places().forEach(place -> places.put(place.name(), place));
        city.roads().ways().forEach(way -> before.put(way.road(), way));
        ways.putAll(before);
    }

    /**
     * The city with these changes.
     *
     * @param seconds that its traffic was counted in
     */
    public static Alteration of(City city, List<CatalogEntry> entries, double seconds, List<Change> changes) {
        var alteration = new Alteration(city, entries, seconds);
        for (Change change : changes) {
            alteration.apply(change);
            alteration.position++;
        }
        return alteration;
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    public Roads roads() {
        return Roads.of(places, ways.values());
    }

    public List<CatalogEntry> entries() {
        return entries;
    }

    /** The roads that were there before and are not any more. */
    public List<Way> cut() {
        return before.values().stream().filter(way -> !ways.containsKey(way.road())).toList();
    }

    /** The roads that were not there before. */
    public List<Way> added() {
        return ways.values().stream().filter(way -> !before.containsKey(way.road())).toList();
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Cut road -> cut(road.from(), road.to(), road.asynchronous());
            case Change.Invert road -> {
                Load load = freeOf(road.from(), road.to(), "topic", road.topic(), NodeType.TOPIC);
                if (load != null) {
                    connect(road.to(), road.topic(), true, load, true);
                    connect(road.topic(), road.from(), true, load, true);
                }
            }
            case Change.Extract road -> {
                Load load = freeOf(road.from(), road.to(), "service", road.service(), NodeType.SERVICE);
                if (load != null) {
                    connect(road.from(), road.service(), false, load, true);
                    connect(road.to(), road.service(), false, Load.of(1, 0), true);
                }
            }
            case Change.AddService service -> {
                if (isFree("name", service.name())) {
                    places.put(service.name(), new Node(service.name(), NodeType.SERVICE));
                    entries.removeIf(entry -> entry.name().equals(service.name()));
                    entries.add(new CatalogEntry(service.name(), service.domain(), service.tier(), service.owner(),
                            null, null, 0, 0, List.of()));
                }
            }
            case Change.AddTopic topic -> {
                if (isFree("name", topic.name())) {
                    places.put(topic.name(), new Node(topic.name(), NodeType.TOPIC));
                }
            }
            case Change.Connect road -> {
                if (areThere(road.from(), road.to())) {
                    long calls = Math.max(1, Math.round(road.callsPerSecond() * seconds));
                    connect(road.from(), road.to(), road.asynchronous(), Load.of(calls, 0), road.declared());
                }
            }
        }
    }

    /**
     * Cuts a road and builds what is to stand between its ends; the load of the road, or null where it is a mistake.
     */
    private @Nullable Load freeOf(String from, String to, String field, String between, NodeType type) {
        Node known = places.get(between);
        // One that an earlier change has built for the same purpose is used again.
        boolean built = known != null && known.type() == type && !between.equals(from) && !between.equals(to);
        boolean usable = built || isFree(field, between);
        Load load = usable ? cut(from, to, null) : null;
        if (load != null) {
            places.put(between, new Node(between, type));
        }
        return load;
    }

    private @Nullable Load cut(String from, String to, @Nullable Boolean asynchronous) {
        if (!areThere(from, to)) {
            return null;
        }
        List<Way> those = ways.values().stream().filter(way -> way.from().equals(from) && way.to().equals(to)
                && (asynchronous == null || asynchronous == way.asynchronous())).toList();
        if (those.isEmpty()) {
            List<String> callees = ways.values().stream().filter(way -> way.from().equals(from)).map(Way::to).toList();
            mistake("to", "has no such road from " + from, Nearest.of(to, callees).orElse(null));
            return null;
        }
        Load load = new Load();
        for (Way way : those) {
            load.add(way.load());
            ways.remove(way.road());
        }
        leaveIfUnused(from);
        leaveIfUnused(to);
        return load;
    }

    private void leaveIfUnused(String name) {
        Node place = places.get(name);
        if (place != null && place.type() != NodeType.SERVICE
                && ways.keySet().stream().noneMatch(road -> road.from().equals(place) || road.to().equals(place))) {
            places.remove(name);
        }
    }

    private void connect(String from, String to, boolean asynchronous, Load load, boolean declared) {
        Node start = places.get(from);
        Node end = places.get(to);
        if (start == null || end == null) {
            return;
        }
        boolean channel = isChannel(start) || isChannel(end);
        var road = new Road(start, end, asynchronous || channel);
        Way known = ways.get(road);
        Load all = new Load();
        all.add(load.calls() == 0 ? Load.of(1, 0) : load);
        if (known != null) {
            all.add(known.load());
        }
        ways.put(road, new Way(road, all, declared || (known != null && known.declared())));
    }

    private static boolean isChannel(Node place) {
        return place.type() == NodeType.TOPIC || place.type() == NodeType.BROKER;
    }

    private boolean areThere(String from, String to) {
        boolean begins = isThere("from", from);
        boolean ends = isThere("to", to);
        return begins && ends;
    }

    private boolean isThere(String field, String name) {
        boolean there = places.containsKey(name);
        if (!there) {
            mistake(field, "is not on the map", Nearest.of(name, places.keySet()).orElse(null));
        }
        return there;
    }

    private boolean isFree(String field, String name) {
        boolean named = !name.isBlank() && name.length() <= LONGEST_NAME;
        if (!named) {
            mistake(field, "must have 1 to %d characters".formatted(LONGEST_NAME), null);
        } else if (places.containsKey(name)) {
            mistake(field, "is on the map already", null);
            return false;
        }
        return named;
    }

    private void mistake(String field, String message, @Nullable String suggestion) {
        mistakes.add(new Mistake(position, field, message, suggestion));
    }
}
