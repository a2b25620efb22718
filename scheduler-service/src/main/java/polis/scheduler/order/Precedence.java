package polis.scheduler.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of a rollout: who is called comes before who calls. Services that call each other in a cycle share a rank
 * (Tarjan's strongly connected components; the rank is the longest way down to a service that calls nobody).
 *
 * @param ranks the services of each rank, callees first
 * @param cycles groups of services that call each other
 */
public record Precedence(List<List<String>> ranks, List<List<String>> cycles) {

    /** Orders the services by whom each one calls; calls of others than {@code services} do not count. */
    public static Precedence of(Collection<String> services, Map<String, ? extends Set<String>> callees) {
        Walk walk = new Walk(new TreeSet<>(services), callees);
        List<NavigableSet<String>> ranks = new ArrayList<>();
        List<List<String>> cycles = new ArrayList<>();
        for (NavigableSet<String> component : walk.components) {
            int rank = component.stream().mapToInt(service -> walk.rank.getOrDefault(service, 0)).max().orElse(0);
            while (ranks.size() <= rank) {
                ranks.add(new TreeSet<>());
            }
            ranks.get(rank).addAll(component);
            if (component.size() > 1) {
                cycles.add(List.copyOf(component));
            }
        }
        return new Precedence(ranks.stream().map(List::copyOf).toList(), List.copyOf(cycles));
    }

    public int rankOf(String service) {
        for (int rank = 0; rank < ranks.size(); rank++) {
            if (ranks.get(rank).contains(service)) {
                return rank;
            }
        }
        throw new IllegalArgumentException("No such service: " + service);
    }

    /** Tarjan's walk with a stack of its own: a long chain of services must not overflow the thread's. */
    private static final class Walk {

        private final NavigableSet<String> services;

        private final Map<String, ? extends Set<String>> callees;

        private final Map<String, Integer> index = new HashMap<>();

        private final Map<String, Integer> low = new HashMap<>();

        private final Deque<String> open = new ArrayDeque<>();

        final Map<String, Integer> rank = new HashMap<>();

        /** A component is found after all that it calls. */
        final List<NavigableSet<String>> components = new ArrayList<>();

        Walk(NavigableSet<String> services, Map<String, ? extends Set<String>> callees) {
            this.services = services;
            this.callees = callees;
            for (String service : services) {
                if (!index.containsKey(service)) {
                    from(service);
                }
            }
        }

        private void from(String root) {
            Deque<String> path = new ArrayDeque<>();
            Deque<Deque<String>> rest = new ArrayDeque<>();
            enter(root, path, rest);
            while (!path.isEmpty()) {
                String at = path.element();
                String next = rest.element().poll();
                if (next == null) {
                    path.pop();
                    rest.pop();
                    if (!path.isEmpty()) {
                        low.merge(path.element(), at(low, at), Math::min);
                    }
                    if (at(low, at) == at(index, at)) {
                        close(at);
                    }
                } else if (!index.containsKey(next)) {
                    enter(next, path, rest);
                } else if (open.contains(next)) {
                    low.merge(at, at(index, next), Math::min);
                }
            }
        }

        private void enter(String service, Deque<String> path, Deque<Deque<String>> rest) {
            index.put(service, index.size());
            low.put(service, at(index, service));
            open.push(service);
            path.push(service);
            rest.push(new ArrayDeque<>(called(service)));
        }

        private void close(String root) {
            NavigableSet<String> component = new TreeSet<>();
            String member;
            do {
                member = open.pop();
                component.add(member);
            } while (!member.equals(root));
            int depth = 0;
            for (String service : component) {
                for (String callee : called(service)) {
                    if (!component.contains(callee)) {
                        depth = Math.max(depth, at(rank, callee) + 1);
                    }
                }
            }
            for (String service : component) {
                rank.put(service, depth);
            }
            components.add(component);
        }

        private List<String> called(String service) {
            Set<String> called = callees.get(service);
            return called == null ? List.of() : called.stream().filter(services::contains).sorted().toList();
        }

        private static int at(Map<String, Integer> map, String service) {
            return map.getOrDefault(service, 0);
        }
    }
}
