package polis.security;

import java.security.Principal;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many of something that lasts each person has at once, so that nobody takes all there are. A person is the subject
 * of a token: who has several tokens, or several tabs, is one person still. Nobody stands in it who holds nothing.
 */
public final class PersonalLimit {

    private final int most;
    private final ConcurrentHashMap<String, Integer> held = new ConcurrentHashMap<>();

    public PersonalLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A person may have at least one, not " + most + ".");
        }
        this.most = most;
    }

    public int most() {
        return most;
    }

    /** Returns whether this person has as many as anybody may. */
    public boolean reached(@Nullable Principal person) {
        return held.getOrDefault(name(person), 0) >= most;
    }

    /**
     * Takes one more for this person.
     *
     * @return whether there was one; if not, nothing is to be given back
     */
    public boolean take(@Nullable Principal person) {
        boolean[] taken = new boolean[1];
        held.compute(name(person), (_, before) -> {
            int now = before == null ? 0 : before;
            taken[0] = now < most;
            return taken[0] ? Integer.valueOf(now + 1) : before;
        });
        return taken[0];
    }

    /** Gives back one that was taken. */
    public void giveBack(@Nullable Principal person) {
        held.computeIfPresent(name(person), (_, before) -> before > 1 ? before - 1 : null);
    }

    /** Those whom nobody asked for a token are one person: there is nothing to tell them apart by. */
    private static String name(@Nullable Principal person) {
        return person == null ? "" : person.getName();
    }
}
