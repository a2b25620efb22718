package polis.cli.map;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Who depends on whom in a circle, and which edge to cut. */
@Command(name = "cycles", description = "Lists the dependency cycles with advice on the edge to cut.")
public final class Cycles implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    public Cycles(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<JsonNode> cycles = Json.items(target.api().get(PolisService.MAP, "/api/v1/cycles").orFail()).toList();
        if (cycles.isEmpty()) {
            terminal.line("No cycle.");
        }
        cycles.forEach(this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode cycle) {
        String members = String.join(", ", cycle.path("members").valueStream().map(node -> node.asString("")).toList());
        terminal.line(terminal.style(Style.BOLD, members));
        cycle.path("advice").valueStream().forEach(advice -> {
            JsonNode cut = advice.path("cut");
            terminal.line("  cut " + Json.text(cut, "from") + " → " + Json.text(cut, "to") + ": "
                    + Json.text(advice, "explanation"));
        });
    }
}
