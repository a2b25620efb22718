package polis.gateway.upstream;

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

/** A service as the target of traffic: its instances, and the choice among them. */
public final class Upstream {

    /** A chosen one that was pulled in the same moment is passed over; so many in a row mean that all were. */
    private static final int CHOICES = 8;

    private final String service;

    private final InstantSource clock;

    private final RandomGenerator random;

    private final Backoff backoff;

    private final Map<String, Member> members = new ConcurrentHashMap<>();

    private volatile List<Member> serving = List.of();

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
     * Takes a place at an instance, which must be given back by {@link Member#leave()}. When all others are ejected an
     * ejected one is better than none.
     *
     * @param without those that have been tried
     * @return null when no instance may get the request
     */
    public @Nullable Member enter(Collection<Member> without) {
        for (int i = 0; i < CHOICES; i++) {
            Member chosen = choose(without);
            if (chosen == null || chosen.enter()) {
                return chosen;
            }
        }
        return null;
    }

    private @Nullable Member choose(Collection<Member> without) {
        List<Member> candidates = serving;
        if (!without.isEmpty()) {
            candidates = candidates.stream().filter(member -> !without.contains(member)).toList();
        }
        Member chosen = TwoChoices.choose(candidates, clock.millis(), random);
        if (chosen != null) {
            return chosen;
        }
        List<Member> ejected = candidates.stream().filter(member -> member.ejected() && member.adminWeight() > 0)
                .toList();
        return ejected.isEmpty() ? null : ejected.get(random.nextInt(ejected.size()));
    }

    /** Whether another instance than these could take a request now. */
    public boolean hasOther(Collection<Member> tried) {
        long now = clock.millis();
        for (Member member : serving) {
            if (!tried.contains(member) && member.weight(now) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes an instance that accepts no connection out of traffic, until a check finds it well. */
    public void eject(Member member) {
        member.eject(clock.millis(), backoff);
    }

    @Nullable
    Member member(String id) {
        return members.get(id);
    }

    List<Member> members() {
        List<Member> all = new ArrayList<>(members.values());
        all.sort(Comparator.comparing(Member::id));
        return all;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void put(String id, Member member) {
        members.put(id, member);
        refresh();
    }

    void remove(String id) {
        members.remove(id);
        refresh();
    }

    /** To be called when the registry's word of a member changed, or the policy's. */
    void refresh() {
        serving = members.values().stream().filter(member -> member.instance().serves() && member.barred() == null)
                .toList();
    }
}
