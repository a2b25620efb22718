package polis.registry.liveness;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.eureka.Lapse;
import polis.registry.eureka.LeaseRegistry;
import polis.registry.eureka.Tenants;
import polis.registry.hearing.OwnEar;
import polis.registry.hearing.OwnHearing;
import polis.registry.suspicion.Hearing;
import polis.registry.suspicion.Judgement;
import polis.registry.suspicion.Judgement.Circumstances;
import polis.registry.suspicion.Reply;

/**
 * Looks for leases that lapsed, has the suspects asked and judges what they say. Judging is done here and by one
 * thread, after it was seen whether this look came late: what this process did not hear counts only when it listened.
 */
@Component
class LeaseWatch {

    private static final Logger log = LoggerFactory.getLogger(LeaseWatch.class);

    private final LeaseRegistry registry;
    private final Questions questions;
    private final LivenessSettings settings;
    private final LivenessMetrics metrics;
    private final InstantSource clock;
    private final OwnHearing hearing;
    private final Map<Key, Suspect> suspects = new HashMap<>();
    private long lookedAt;
    private long awake;
    private @Nullable Tenants tenants;
    private boolean open;
    private boolean passedOver;
    private Hearing.@Nullable Cause told = Hearing.Cause.STARTING;

    LeaseWatch(LeaseRegistry registry, Questions questions, LivenessSettings settings, LivenessMetrics metrics,
            OwnHearing hearing, InstantSource clock) {
        this.registry = registry;
        this.questions = questions;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.hearing = hearing;
    }

    private record Key(String app, String id) {

        static Key of(Lapse lapse) {
            return new Key(lapse.app(), lapse.id());
        }
    }

    /** @param pace after how many milliseconds the next look is due */
    synchronized void look(long pace, OwnEar.Heard heard) {
        long now = clock.millis();
        boolean late = listen(now, pace, heard);
        lookedAt = now;
        tenants = null;
        if (heard.open() && !open) {
            open = true;
            registry.listening();
        }
        // What waits in our own queue is heard first; but who is always late has to look all the same.
        passedOver = !open || (late && !passedOver);
        if (passedOver) {
            return;
        }
        follow(registry.lapsed());
        questions.answers().forEach(answer -> judge(answer, now));
        ask(now);
        tell();
    }

    private void tell() {
        Hearing.Cause cause = hearing.badWithin(LivenessReport.LATELY);
        if (cause != null && told == null && cause != Hearing.Cause.STARTING) {
            log.warn("This registry hears badly ({}): no silence counts against a lease until it has heard well for as"
                    + " long as that lasts.", cause);
        } else if (cause == null && told != null) {
            log.info("This registry hears well: silence counts.");
        }
        told = cause;
    }

    /**
     * Between two looks: judges what was replied, unless the next look is due and may have to tell of a standstill
     * first.
     */
    synchronized void hear(long pace) {
        long now = clock.millis();
        if (now >= lookedAt && now < lookedAt + pace) {
            questions.answers().forEach(answer -> judge(answer, now));
            ask(now);
        }
    }

    /** Since when a lease is suspected of having ended, and how it answers. */
    synchronized Collection<Suspect> suspects() {
        return List.copyOf(suspects.values());
    }

    /** What was bad with the hearing within a time; null where all was good. */
    Hearing.@Nullable Cause badWithin(long millis) {
        return hearing.badWithin(millis);
    }

    /** Returns whether this look is late. */
    private boolean listen(long now, long pace, OwnEar.Heard heard) {
        long passed = lookedAt == 0 ? pace : now - lookedAt;
        long off = passed - pace;
        awake += Math.clamp(passed, 0, 2 * pace);
        metrics.late(Math.max(off, 0), heard.waitedMillis());
        if (off < -settings.late().toMillis()) {
            registry.clockSetBack();
            suspects.clear();
        }
        if (!heard.open()) {
            bad(Hearing.Cause.STARTING, 0);
        } else if (Math.abs(off) > settings.late().toMillis()) {
            bad(Hearing.Cause.LATE_TICK, off);
            return true;
        } else if (heard.waitedMillis() > settings.late().toMillis()) {
            bad(Hearing.Cause.LATE_REQUEST, heard.waitedMillis());
        }
        return false;
    }

    private void bad(Hearing.Cause cause, long millis) {
        if (cause != Hearing.Cause.STARTING) {
            metrics.bad(cause);
            log.debug("Late: {}, {} ms.", cause, millis);
        }
        hearing.bad(cause);
    }

    private void follow(List<Lapse> lapsed) {
        Set<Key> still = new HashSet<>();
        int anew = 0;
        for (Lapse lapse : lapsed) {
            Key key = Key.of(lapse);
            still.add(key);
            Suspect known = suspects.get(key);
            if (known == null || known.lapse().renewedAt() != lapse.renewedAt()) {
                suspects.put(key, new Suspect(lapse, awake));
                registry.suspect(lapse);
                anew++;
            }
        }
        suspects.keySet().retainAll(still);
        if (anew > 0) {
            hearing.lapsed(anew, registry.kept());
            if (hearing.badWithin(LivenessReport.LATELY) == Hearing.Cause.MANY_LAPSES) {
                metrics.bad(Hearing.Cause.MANY_LAPSES);
            }
        }
    }

    private void judge(Questions.Answer answer, long now) {
        Suspect suspect = answer.suspect();
        Lapse lapse = suspect.lapse();
        suspect.replied(answer.reply(), now);
        metrics.replied(answer.reply());
        if (suspects.get(Key.of(lapse)) != suspect) {
            return;
        }
        long window = Math.max(lapse.millis(), answer.tookMillis());
        var known = new Circumstances(hearing.badWithin(window) == null,
                answer.reply() instanceof Reply.Answered ? tenants().successorOf(lapse) : "", awake - suspect.awakeAt(),
                settings.keep().toMillis());
        switch (Judgement.of(answer.reply(), known)) {
            case Judgement.Keep _ -> log.debug("{} of {} is kept: {}", lapse.id(), lapse.app(), answer.reply());
            case Judgement.End end -> {
                suspects.remove(Key.of(lapse));
                if (registry.expire(lapse, end.why())) {
                    log.info("{} of {} ended: no renewal for {} s, and {} ({})", lapse.id(), lapse.app(),
                            lapse.millis() / 1000, end.why(), answer.reply());
                }
            }
        }
    }

    /** As they were at this look. */
    private Tenants tenants() {
        Tenants known = tenants;
        if (known == null) {
            known = registry.tenants();
            tenants = known;
        }
        return known;
    }

    private void ask(long now) {
        suspects.values().stream().filter(suspect -> suspect.askAt() <= now)
                .sorted(Comparator.comparingLong(Suspect::askAt)).forEach(suspect -> {
                    if (questions.ask(suspect)) {
                        suspect.asked();
                    }
                });
    }
}
