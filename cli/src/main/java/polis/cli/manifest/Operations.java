package polis.cli.manifest;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Style;
import polis.cli.terminal.Table;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Lists the scheduler's operations. */
@Command(name = "operations", description = "Lists the scheduler's operations, or shows one with its steps.")
public final class Operations implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One operation.")
    private @Nullable String id;

    @Option(names = {"-n",
        "--limit"}, paramLabel = "N", defaultValue = "20", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    public Operations(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Api api = target.api();
        if (id == null) {
            list(api.get(PolisService.SCHEDULER, "/api/v1/operations?limit=" + limit).orFail());
        } else {
            one(api.get(PolisService.SCHEDULER, "/api/v1/operations/" + id).orFail());
        }
        return ExitCode.OK;
    }

    private void list(JsonNode page) {
        Table table = new Table("ID", "KIND", "REVISION", "STATUS", "STARTED", "REASON");
        Json.items(page)
                .forEach(item -> table.row(Json.text(item, "id"), Json.text(item, "kind"), Json.text(item, "revision"),
                        Json.text(item, "status"), Json.text(item, "startedAt"), Json.text(item, "reason")));
        if (table.isEmpty()) {
            terminal.line("No operation yet. Begin with: ./polis apply -f demo/shop.yaml --wait");
            return;
        }
        table.print(terminal);
    }

    private void one(JsonNode operation) {
        terminal.line(terminal.style(Style.BOLD, Json.text(operation, "kind") + " of revision "
                + Json.text(operation, "revision") + ": " + Json.text(operation, "status")) + "  "
                + Json.text(operation, "reason"));
        Table table = new Table("#", "SERVICE", "INSTANCE", "ACTION", "STATUS", "STARTED", "ENDED", "REASON");
        operation.path("steps").valueStream()
                .forEach(step -> table.row(Json.text(step, "number"), Json.text(step, "service"),
                        Json.text(step, "instance"), Json.text(step, "action"), Json.text(step, "status"),
                        Json.text(step, "startedAt"), Json.text(step, "endedAt"), Json.text(step, "reason")));
        table.print(terminal);
    }
}
