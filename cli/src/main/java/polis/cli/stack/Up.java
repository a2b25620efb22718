package polis.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.PolisService;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** Starts the stack and restarts what dies. */
@Command(name = "up", description = "Starts PostgreSQL and the five services, and restarts those that die, until Ctrl-C.", footer = "%nWhen Polis is up already, up says so. When the launcher was killed, the services go on without it: up --take-over supervises them again, down stops them.")
public final class Up implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = {"-d", "--detach"}, description = "Returns as soon as all are ready; ./polis down stops them.")
    private boolean detach;

    @Option(names = "--take-over", description = "Supervises a stack whose launcher is gone, and starts what is missing.")
    private boolean takeOver;

    public Up(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (detach) {
            return new Detached(options.folder(), terminal).run();
        }
        Instant begin = Instant.now();
        Optional<RunningStack> stack = new Launch(options, terminal).run(takeOver);
        if (stack.isPresent()) {
            StackTable.print(stack.get().state(), terminal);
            greet(stack.get(), begin, terminal);
            stack.get().awaitSignal();
        }
        return ExitCode.OK;
    }

    private static void greet(RunningStack stack, Instant begin, Terminal terminal) {
        terminal.line("");
        terminal.line(terminal.style(Style.BOLD,
                "Polis is up after " + Words.duration(Duration.between(begin, Instant.now())) + "."));
        terminal.line("  Console  " + terminal.style(Style.ACCENT, link(stack)));
        terminal.line("           (once, within ten minutes; another: ./polis login)");
        terminal.line("  Traffic  " + stack.api().endpoints().traffic());
        terminal.line("  Try      ./polis apply -f demo/shop.yaml --wait");
        terminal.line(Detached.LAST_LINE);
    }

    private static String link(RunningStack stack) {
        try {
            return LoginLink.make(stack.api());
        } catch (Failure e) {
            return stack.api().endpoints().of(PolisService.GATEWAY) + "  (no login link: " + e.getMessage() + ")";
        }
    }
}
