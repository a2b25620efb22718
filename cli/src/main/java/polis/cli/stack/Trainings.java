package polis.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

// ADR 64
/**
 * Makes the AOT caches that are missing while the stack is already at work: one at a time and at the lowest priority,
 * for the next start and for a service that is started again. Nobody waits for them.
 */
final class Trainings {

    private final StackPlan plan;
    private final Children children;
    private final Terminal terminal;

    Trainings(StackPlan plan, Children children, Terminal terminal) {
        this.plan = plan;
        this.children = children;
        this.terminal = terminal;
    }

    void start(List<AppImage> images) {
        if (plan.training() && !plan.plain() && !untrained(images).isEmpty()) {
            terminal.line("  The first start of this build: AOT caches for the next ones are made in the background.");
            Thread.ofPlatform().daemon().name("trainings").start(() -> run(images));
        }
    }

    private void run(List<AppImage> images) {
        Instant begin = Instant.now();
        // Another stack of this checkout may be at it; what it has made by then need not be made again.
        try (StackLock _ = StackLock.ofTraining(plan.folder())) {
            List<String> made = new ArrayList<>();
            for (AppImage image : untrained(images)) {
                if (children.isClosed()) {
                    return;
                }
                if (image.train(children)) {
                    made.add(image.service().label());
                } else if (!children.isClosed()) {
                    terminal.warning("No AOT cache for " + image.service().label() + ": it will start slower; see "
                            + plan.folder().log(image.service().label() + "-training"));
                }
            }
            if (!made.isEmpty()) {
                terminal.done("AOT caches made for " + String.join(", ", made) + " ("
                        + Words.duration(Duration.between(begin, Instant.now())) + "): the next start is faster");
            }
        } catch (RuntimeException e) {
            if (!children.isClosed()) {
                terminal.warning(
                        "The AOT caches could not be made (" + e.getMessage() + "); the next start tries again.");
            }
        }
    }

    private static List<AppImage> untrained(List<AppImage> images) {
        return images.stream().filter(image -> !image.isTrained()).toList();
    }
}
