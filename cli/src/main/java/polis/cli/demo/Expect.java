package polis.cli.demo;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import polis.cli.api.ProblemFailure;
import polis.cli.api.Unreachable;
import polis.cli.process.Pause;
import polis.cli.terminal.Words;

/** Checks of the story. */
final class Expect {

    private static final long LOOK_MILLIS = 200;

    private Expect() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new StepFailed(otherwise);
        }
    }

    /** Asks again until the question has an answer; a service that is away for a moment is asked again too. */
    static <T> T soon(Duration limit, String what, Supplier<@Nullable T> question) {
        long deadline = System.nanoTime() + limit.toNanos();
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
            Pause.millis(LOOK_MILLIS);
        }
        throw new StepFailed("Not within " + Words.duration(limit) + ": " + what + trouble);
    }
}
