package polis.cli.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import polis.cli.api.ProblemFailure;
import polis.cli.api.Unreachable;
import polis.cli.process.Pause;
import polis.cli.terminal.Words;

/** Checks of the story. */
final class Expect {

    /**
     * Slow is not dead: on two cores at load 20 one of the five services takes 100 s to start and an instance of the
     * shop 75 s. Whatever waits here ends as soon as it has its answer.
     */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long LOOK_MILLIS = 200;

    private Expect() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new StepFailed(otherwise);
        }
    }

    /** Asks again until the question has an answer; a service that is away for a moment is asked again too. */
    static <T> T soon(String what, Supplier<@Nullable T> question) {
        return whileMoving(PATIENCE, what, () -> "", question);
    }

    /** Does as {@link #soon}, and starts the patience anew whenever the trace of the work has changed. */
    static <T> T whileMoving(Duration patience, String what, Supplier<String> trace, Supplier<@Nullable T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        String seen = trace.get();
        String trouble = "";
        while (System.nanoTime() < deadline) {
            try {
                T answer = question.get();
                if (answer != null) {
                    return answer;
                }
                trouble = "";
            } catch (Unreachable | ProblemFailure e) {
                trouble = " (" + e.sentence() + ")";
            }
            if (!trace.get().equals(seen)) {
                seen = trace.get();
                deadline = System.nanoTime() + patience.toNanos();
            }
            Pause.millis(LOOK_MILLIS);
        }
        throw new StepFailed("Not within " + Words.duration(patience) + ": " + what + trouble);
    }

    /**
     * Asks that many times, a look apart: so a bound of a few seconds grows by as much as the machine is late, which is
     * not the fault of what is looked at.
     */
    static void withinLooks(Duration bound, String what, BooleanSupplier question) {
        long looks = Math.max(1, bound.toMillis() / LOOK_MILLIS);
        String trouble = "";
        for (long look = 0; look <= looks; look++) {
            try {
                if (question.getAsBoolean()) {
                    return;
                }
                trouble = "";
            } catch (Unreachable | ProblemFailure e) {
                trouble = " (" + e.sentence() + ")";
            }
            Pause.millis(LOOK_MILLIS);
        }
        throw new StepFailed("Not within " + looks + " looks in " + Words.duration(bound) + ": " + what + trouble);
    }
}
