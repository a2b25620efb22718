package polis.cli.city;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.Peer;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** Brings the city up and keeps it up. */
@Command(name = "up", description = "Starts PostgreSQL and the five services, and watches over them until Ctrl-C.", footer = "%nA second up says that the city is up. After the launcher was killed, the services go on without it: up --take-over watches over them again, down stops them.")
public final class Up implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = {"-d", "--detach"}, description = "Returns as soon as all are ready; ./polis down stops them.")
    private boolean detach;

    @Option(names = "--take-over", description = "Watches over a city whose launcher is gone, and starts what is missing.")
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
        Optional<RunningCity> city = new Launch(options, terminal).run(takeOver);
        if (city.isPresent()) {
            CityTable.print(city.get().state(), terminal);
            greet(city.get(), begin, terminal);
            city.get().awaitSignal();
        }
        return ExitCode.OK;
    }

    private static void greet(RunningCity city, Instant begin, Terminal terminal) {
        terminal.line("");
        terminal.line(terminal.style(Style.BOLD,
                "Polis is up after " + Words.duration(Duration.between(begin, Instant.now())) + "."));
        terminal.line("  Console  " + terminal.style(Style.ACCENT, link(city)));
        terminal.line("           (once, within ten minutes; another: ./polis login)");
        terminal.line("  Traffic  " + city.api().endpoints().traffic());
        terminal.line("  Try      ./polis apply -f demo/shop.yaml --wait");
        terminal.line(Detached.LAST_LINE);
    }

    private static String link(RunningCity city) {
        try {
            return LoginLink.make(city.api());
        } catch (Failure e) {
            return city.api().endpoints().of(Peer.GATEWAY) + "  (no login link: " + e.getMessage() + ")";
        }
    }
}
