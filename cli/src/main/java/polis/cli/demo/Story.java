package polis.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** The main job, told step by step. */
final class Story {

    static final List<Step> STEPS = List.of(new ManifestApplied(), new ManifestConverges(), new RequestsFlow(),
            new MapAppears(), new VersionRollsOut(), new BadVersionRollsBack(), new InstanceKilled(),
            new ServicesKilled());

    private Story() {}

    /** Runs all steps, or those up to the first that fails; returns what went wrong. */
    static Optional<String> tell(List<Step> steps, StepContext context) {
        Terminal terminal = context.terminal();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            terminal.line("");
            terminal.line(terminal.style(Style.BOLD, (i + 1) + ". " + step.title()));
            Instant begin = Instant.now();
            try {
                step.run(context);
            } catch (StepFailed | Failure e) {
                terminal.line("   " + terminal.style(Style.BAD, "✗") + " " + e.getMessage());
                return Optional.of("Step " + (i + 1) + " (" + step.title() + ") did not hold: " + e.getMessage());
            }
            terminal.line("   " + terminal.style(Style.FAINT, Words.duration(Duration.between(begin, Instant.now()))));
        }
        return wholeStory(context);
    }

    /** A step watches its own stretch; here nothing may have failed between two of them either. */
    private static Optional<String> wholeStory(StepContext context) {
        List<Traffic.Lost> lost = context.traffic().unexcused();
        if (lost.isEmpty()) {
            context.terminal().line("");
            context.terminal().line("   " + Words.count(context.traffic().answered(), "request")
                    + " in the whole story, none failed but what was in the hands of a killed process");
            return Optional.empty();
        }
        Traffic.Lost first = lost.getFirst();
        return Optional.of(Words.count(lost.size(), "request") + " failed between the steps; the first, at "
                + first.sent() + ": " + first.request() + " → " + first.outcome());
    }
}
