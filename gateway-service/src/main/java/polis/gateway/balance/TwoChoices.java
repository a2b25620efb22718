package polis.gateway.balance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The power of two random choices (Mitzenmacher, 2001): of two candidates drawn by weight, the one with less work in
 * flight for its weight. At rest every candidate gets its weight's share; under load none is trampled by a herd, as the
 * single least loaded one would be.
 */
@SuppressWarnings("ReferenceEquality") // A candidate is itself, however equal another looks.
public final class TwoChoices {

    /** After so many rejected draws the weights are skewed enough for an exact draw to be cheaper. */
    private static final int DRAWS = 4;

    private TwoChoices() {}

    /** The one to give work to; null when all have weight 0. */
    public static <C extends Candidate> @Nullable C choose(List<C> candidates, long now, RandomGenerator random) {
        C first = draw(candidates, null, now, random);
        if (first == null || candidates.size() == 1) {
            return first;
        }
        C second = draw(candidates, first, now, random);
        return second == null || load(first, now) <= load(second, now) ? first : second;
    }

    private static double load(Candidate candidate, long now) {
        return candidate.inFlight() / candidate.weight(now);
    }

    private static <C extends Candidate> @Nullable C draw(List<C> candidates, @Nullable C without, long now,
            RandomGenerator random) {
        int size = candidates.size();
        // Most candidates have full weight most of the time: then this accepts at once, whatever their number.
        for (int i = 0; size > 2 && i < DRAWS; i++) {
            C drawn = candidates.get(random.nextInt(size));
            if (drawn != without && random.nextDouble() < drawn.weight(now)) {
                return drawn;
            }
        }
        return drawExactly(candidates, without, now, random);
    }

    private static <C extends Candidate> @Nullable C drawExactly(List<C> candidates, @Nullable C without, long now,
            RandomGenerator random) {
        double total = 0;
        for (C candidate : candidates) {
            total += candidate == without ? 0 : candidate.weight(now);
        }
        double point = random.nextDouble() * total;
        C last = null;
        for (C candidate : candidates) {
            double weight = candidate == without ? 0 : candidate.weight(now);
            if (weight > 0) {
                last = candidate;
                point -= weight;
                if (point < 0) {
                    return last;
                }
            }
        }
        return last;
    }
}
