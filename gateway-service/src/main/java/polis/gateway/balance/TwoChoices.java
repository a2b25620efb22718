package polis.gateway.balance;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The power of two random choices (Mitzenmacher, 2001): of two contenders drawn by weight, the one with less work in
 * flight for its weight. At rest every contender gets its weight's share; under load none is trampled by a herd, as the
 * single least loaded one would be.
 */
@SuppressWarnings("ReferenceEquality") // A contender is itself, however equal another looks.
public final class TwoChoices {

    /** After so many rejected draws the weights are skewed enough for an exact draw to be cheaper. */
    private static final int DRAWS = 4;

    private TwoChoices() {}

    /** The one to give work to; null when all have weight 0. */
    public static <C extends Contender> @Nullable C choose(List<C> contenders, long now, RandomGenerator random) {
        C first = draw(contenders, null, now, random);
        if (first == null || contenders.size() == 1) {
            return first;
        }
        C second = draw(contenders, first, now, random);
        return second == null || load(first, now) <= load(second, now) ? first : second;
    }

    private static double load(Contender contender, long now) {
        return contender.inFlight() / contender.weight(now);
    }

    private static <C extends Contender> @Nullable C draw(List<C> contenders, @Nullable C without, long now,
            RandomGenerator random) {
        int size = contenders.size();
        // Most contenders have full weight most of the time: then this accepts at once, whatever their number.
        for (int i = 0; size > 2 && i < DRAWS; i++) {
            C drawn = contenders.get(random.nextInt(size));
            if (drawn != without && random.nextDouble() < drawn.weight(now)) {
                return drawn;
            }
        }
        return drawExactly(contenders, without, now, random);
    }

    private static <C extends Contender> @Nullable C drawExactly(List<C> contenders, @Nullable C without, long now,
            RandomGenerator random) {
        double total = 0;
        for (C contender : contenders) {
            total += contender == without ? 0 : contender.weight(now);
        }
        double point = random.nextDouble() * total;
        C last = null;
        for (C contender : contenders) {
            double weight = contender == without ? 0 : contender.weight(now);
            if (weight > 0) {
                last = contender;
                point -= weight;
                if (point < 0) {
                    return last;
                }
            }
        }
        return last;
    }
}
