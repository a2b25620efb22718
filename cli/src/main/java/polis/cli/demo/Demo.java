package polis.cli.demo;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.Api;
import polis.cli.stack.Launch;
import polis.cli.stack.LoginLink;
import polis.cli.stack.RunningStack;
import polis.cli.stack.UpOptions;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;

/** Starts the stack and shows what it does, on the sample shop. */
@Command(name = "demo", description = "Starts Polis, deploys the sample shop, and tells and checks the main job.", footer = "%nPolis stays up until Ctrl-C. With --once it is stopped after the story, and the exit code is 0 only when every step held; otherwise the last line names the step that did not.")
public final class Demo implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = "--once", description = "Stops Polis after the story.")
    private boolean once;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "20", description = "Requests a second that the customers send, 1 to 200 (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "8", description = "Ends the story after step N.")
    private int steps;

    public Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rate < 1 || rate > 200) {
            throw new Failure(ExitCode.USAGE, "--rate must be from 1 to 200.");
        }
        if (steps < 1 || steps > Story.STEPS.size()) {
            throw new Failure(ExitCode.USAGE, "--steps must be from 1 to " + Story.STEPS.size() + ".");
        }
        if (once) {
            options.once();
        }
        RunningStack stack = new Launch(options, terminal).run(false).orElseThrow(() -> new Failure(
                "The demo needs a stack of its own: stop this one with ./polis down, or give another --data and --port-offset."));
        Optional<String> failure;
        try (StepContext context = new StepContext(stack.api(), stack.folder(), terminal, rate)) {
            failure = Story.tell(Story.STEPS.subList(0, steps), context);
            if (!once) {
                links(stack.api(), failure);
                stack.awaitSignal();
            }
        }
        stack.close();
        if (failure.isPresent()) {
            throw new Failure(failure.get());
        }
        terminal.line("Every step held.");
        return ExitCode.OK;
    }

    private void links(Api api, Optional<String> failure) {
        terminal.line("");
        if (failure.isPresent()) {
            terminal.error(failure.get());
        } else {
            terminal.line(terminal.style(Style.BOLD, "Every step held. The shop stays open:"));
        }
        terminal.line("  The map   " + terminal.style(Style.ACCENT, LoginLink.make(api)));
        terminal.line("  The shop  " + api.endpoints().traffic() + "/shop/");
        terminal.line("  Stop      Ctrl-C or ./polis down");
    }
}
