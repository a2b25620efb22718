package polis.registry.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.registry.eureka.Lapse;
import polis.registry.suspicion.Reply;

/** The questions that are under way, so many at a time, and the replies that came. */
final class Questions {

    private static final Logger log = LoggerFactory.getLogger(Questions.class);

    private final Function<Lapse, Reply> probe;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private final int most;
    private final long timeout;
    private final long slack;
    private final List<Question> underWay = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** @param probe asks, and blocks meanwhile */
    Questions(Function<Lapse, Reply> probe, LivenessSettings settings, Executor threads, LongSupplier nanoTime) {
        this.probe = probe;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.most = settings.questions();
        this.timeout = settings.timeout().toNanos();
        this.slack = settings.late().toNanos();
    }

    /** A question that was put. */
    private record Question(Suspect suspect, long askedAt) {}

    /**
     * What came of a question.
     *
     * @param tookMillis how long it was under way
     */
    record Answer(Suspect suspect, Reply reply, long tookMillis) {}

    /**
     * Returns whether the suspect is asked: not while too many others are, nor while the last question hangs in a
     * lookup.
     */
    boolean ask(Suspect suspect) {
        synchronized (this) {
            if (underWay.size() >= most || suspect.busy()) {
                return false;
            }
            suspect.busy(true);
            underWay.add(new Question(suspect, nanoTime.getAsLong()));
        }
        threads.execute(() -> {
            Reply reply = new Reply.Unsure("The question itself broke.");
            try {
                reply = probe.apply(suspect.lapse());
            } catch (RuntimeException e) {
                log.error("Asking {} of {} broke.", suspect.lapse().id(), suspect.lapse().app(), e);
            } finally {
                replied(suspect, reply);
            }
        });
        return true;
    }

    /**
     * What came since the last time. Who takes far too long, in a lookup most likely, has not answered and makes room.
     */
    synchronized List<Answer> answers() {
        long now = nanoTime.getAsLong();
        for (Question late : underWay.stream().filter(question -> now - question.askedAt() > timeout + slack)
                .toList()) {
            underWay.remove(late);
            answers.add(new Answer(late.suspect(), new Reply.Unsure("The question hangs."),
                    (now - late.askedAt()) / 1_000_000));
        }
        List<Answer> came = List.copyOf(answers);
        answers.clear();
        return came;
    }

    /** Returns as soon as a reply waits, and after {@code millis} at the latest. */
    synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; answers.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Whether there are replies that nobody has taken. */
    synchronized boolean waiting() {
        return !answers.isEmpty();
    }

    synchronized int underWay() {
        return underWay.size();
    }

    private synchronized void replied(Suspect suspect, Reply reply) {
        suspect.busy(false);
        underWay.stream().filter(question -> question.suspect() == suspect).findFirst().ifPresent(question -> {
            underWay.remove(question);
            long took = nanoTime.getAsLong() - question.askedAt();
            // Silence counts where this process listened; it did not where its own time ran out late.
            boolean late = took > timeout + slack && reply instanceof Reply.Silent;
            answers.add(
                    new Answer(suspect, late ? new Reply.Unsure("This process was late.") : reply, took / 1_000_000));
            notifyAll();
        });
    }
}
