package polis.cli.map;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Table;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** The last hour's map as a table of its edges. */
@Command(name = "map", description = "Lists who called whom in the last hour.")
public final class ShowMap implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    public ShowMap(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode map = target.api().get(PolisService.MAP, "/api/v1/map").orFail();
        Table table = new Table("FROM", "TO", "KIND", "CALLS", "ERRORS", "P50 MS", "P99 MS", "");
        map.path("edges").valueStream()
                .forEach(edge -> table.row(Json.text(edge, "from"), Json.text(edge, "to"), Json.text(edge, "kind"),
                        Json.text(edge, "calls"), Json.text(edge, "errors"), number(edge.path("p50")),
                        number(edge.path("p99")), remark(edge)));
        if (table.isEmpty()) {
            terminal.line("No traffic in the last hour.");
            return ExitCode.OK;
        }
        table.print(terminal);
        return ExitCode.OK;
    }

    private static String number(JsonNode node) {
        return node.isNumber() ? String.format(Locale.ROOT, "%.1f", node.asDouble()) : "-";
    }

    private static String remark(JsonNode edge) {
        JsonNode cycle = edge.path("cycle");
        if (cycle.isBoolean() ? cycle.asBoolean() : !cycle.isMissingNode() && !cycle.isNull()) {
            return "in a cycle";
        }
        return edge.path("declared").asBoolean(true) ? "" : "not declared";
    }
}
