package polis.cli.stack;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Shows what runs on this machine, and whether it is ready. */
@Command(name = "status", description = "Shows the five services, and how many services and instances are registered.", footer = "%nExits 0 when all is ready, 1 when something is not, 3 when Polis is not up.")
public final class Status implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @Option(names = "--json", description = "The launcher's own record as JSON.")
    private boolean json;

    public Status(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<StackState> state = StateFile.read(target.folder());
        if (state.isEmpty()) {
            return remote();
        }
        if (json) {
            terminal.line(Json.MAPPER.writeValueAsString(state.get()));
            return state.get().missing().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
        return local(state.get());
    }

    private int local(StackState state) {
        Api api = target.api();
        List<String> troubles = new ArrayList<>();
        Readiness readiness = new Readiness();
        for (PolisService service : PolisService.values()) {
            if (!readiness.of(api.endpoints().of(service))) {
                troubles.add(service.label());
            }
        }
        if (state.missing().contains("postgres")) {
            troubles.add("postgres");
        }
        terminal.line(terminal.style(Style.BOLD, "Polis is " + state.status().name().toLowerCase(Locale.ROOT))
                + " since " + state.startedAt().truncatedTo(ChronoUnit.SECONDS) + launcher(state));
        StackTable.print(state, terminal);
        summary(api);
        isolation(api);
        if (!troubles.isEmpty()) {
            terminal.warning("Not ready: " + String.join(", ", troubles) + ". Read the log: ./polis logs NAME");
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    private static String launcher(StackState state) {
        return state.launcherAlive()
                ? ", launcher: process " + state.launcher().pid()
                : ", without its launcher (./polis up --take-over)";
    }

    /** Asks each service whether it is ready; fails when Polis is not up here and no address was given. */
    private int remote() {
        Api api = target.api();
        Readiness readiness = new Readiness();
        boolean all = true;
        for (PolisService service : PolisService.values()) {
            boolean ready = readiness.of(api.endpoints().of(service));
            all &= ready;
            terminal.line((ready ? terminal.style(Style.GOOD, "✓ ") : terminal.style(Style.BAD, "✗ ")) + service.label()
                    + "  " + api.endpoints().of(service));
        }
        summary(api);
        isolation(api);
        return all ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Prints as which user workloads run; a warning where it is the services' own. */
    private void isolation(Api api) {
        try {
            Json.items(api.get(PolisService.SCHEDULER, "/api/v1/nodes").orFail()).map(node -> node.path("isolation"))
                    .forEach(isolation -> {
                        String detail = Json.text(isolation, "detail");
                        if (isolation.path("perArchitecture").asBoolean()) {
                            terminal.line("  " + detail);
                        } else if (!detail.isEmpty()) {
                            terminal.warning(detail);
                        }
                    });
        } catch (Failure e) {
            terminal.warning("The scheduler does not answer as which user workloads run: " + e.sentence());
        }
    }

    private void summary(Api api) {
        try {
            JsonNode summary = api.get(PolisService.REGISTRY, "/api/v1/summary").orFail();
            List<String> states = new ArrayList<>();
            summary.path("instances").path("byState").properties()
                    .forEach(entry -> states.add(entry.getValue().asInt() + " " + entry.getKey()));
            terminal.line("  Registered are " + summary.path("services").asInt() + " services with "
                    + summary.path("instances").path("total").asInt() + " instances"
                    + (states.isEmpty() ? "." : " (" + String.join(", ", states) + ")."));
        } catch (Failure e) {
            terminal.warning("The registry does not answer what is registered: " + e.sentence());
        }
    }
}
