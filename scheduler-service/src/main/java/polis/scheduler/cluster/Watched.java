package polis.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this scheduler has seen of the past: everything since it took over, but for breaks, in which it was stopped or
 * starved. A break lasts until its respite is over, in which the scheduler hears what happened meanwhile. A deadline
 * counts only what was seen, so that nobody is ended for what nobody looked at.
 *
 * <p>A break counts for the longest pause once it is over, so that who is stopped again and again still decides.
 *
 * @param gaps what was not seen, oldest first; the first one reaches back for ever
 * @param lookedAt the last look
 * @param restsUntil the end of the respite; null when there is none
 */
// ADR 81
public record Watched(List<Gap> gaps, Instant lookedAt, @Nullable Instant restsUntil) {

    /** Between two looks that is no break: a machine at load 20 needs seconds for a look. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Health is asked for, and the registry tells, several times in it. */
    private static final Duration RESPITE = Duration.ofSeconds(30);

    /** Before the oldest gap that is kept, nothing counts as seen. */
    private static final int MOST_GAPS = 500;

    record Gap(Instant begin, Instant end) {

        private Duration after(Instant since) {
            Instant from = begin.isAfter(since) ? begin : since;
            return from.isBefore(end) ? Duration.between(from, end) : Duration.ZERO;
        }
    }

    /** Begins to look on. */
    public static Watched from(Instant now) {
        return new Watched(List.of(new Gap(Instant.MIN, now)), now, null);
    }

    /** What has been seen at the look of this moment. */
    public Watched look(Instant now) {
        boolean broken = now.isAfter(lookedAt.plus(LONGEST_PAUSE));
        if (restsUntil != null && now.isBefore(restsUntil)) {
            return new Watched(lastUntil(now), now, restsUntil);
        }
        List<Gap> seen = gaps;
        if (restsUntil != null) {
            seen = lastUntil(now.minus(LONGEST_PAUSE));
        }
        if (!broken) {
            return new Watched(seen, now, null);
        }
        Gap begun = new Gap(restsUntil == null ? lookedAt : now, now);
        return new Watched(withLast(seen, begun), now, now.plus(RESPITE));
    }

    private List<Gap> lastUntil(Instant end) {
        List<Gap> changed = new ArrayList<>(gaps);
        changed.set(changed.size() - 1, new Gap(changed.getLast().begin(), end));
        return changed;
    }

    private static List<Gap> withLast(List<Gap> gaps, Gap last) {
        List<Gap> more = new ArrayList<>(gaps);
        more.add(last);
        if (more.size() > MOST_GAPS) {
            more.removeFirst();
            more.set(0, new Gap(Instant.MIN, more.getFirst().end()));
        }
        return more;
    }

    /** From when on a deadline counts that began then. */
    public Instant countedFrom(Instant since) {
        Duration unseen = gaps.stream().map(gap -> gap.after(since)).reduce(Duration.ZERO, Duration::plus);
        return since.plus(unseen);
    }
}
