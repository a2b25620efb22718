package polis.cli.manifest;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Records a manifest, and follows its operation. */
@Command(name = "apply", description = "Records a manifest as a revision, which the scheduler then applies.", footer = "%nExits 0 when the revision is recorded and, with --wait, its operation has SUCCEEDED; 1 when it is refused, failed or was rolled back; 4 when --timeout passed.")
public final class Apply implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @Option(names = {"-f",
        "--file"}, required = true, paramLabel = "FILE", description = "The manifest, YAML or JSON (name ends in .json); - reads standard input.")
    private String file = "";

    @Option(names = "--wait", description = "Shows the operation's steps as they happen and waits for its end.")
    private boolean wait;

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "PT10M", description = "How long to wait at most, ISO 8601 (${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(names = "--dry-run", description = "Shows what would change and records nothing.")
    private boolean dryRun;

    public Apply(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ManifestFile manifest = ManifestFile.read(file);
        Api api = target.api();
        String path = "/api/v1/manifests" + (dryRun ? "?dryRun=true" : "");
        JsonNode answer = api.post(PolisService.VERSIONSET, path, manifest.content(), manifest.mediaType()).orFail();
        answer.path("warnings").valueStream().forEach(warning -> terminal.warning(text(warning)));
        if (dryRun) {
            terminal.line(Json.MAPPER.writeValueAsString(answer));
            return ExitCode.OK;
        }
        int revision = answer.path("revision").asInt();
        boolean changed = answer.path("changed").asBoolean(true);
        terminal.done("Revision " + terminal.style(Style.BOLD, Integer.toString(revision)) + " of "
                + Json.text(answer, "architecture") + (changed ? " recorded" : " is this manifest already"));
        if (!wait) {
            return ExitCode.OK;
        }
        return new OperationWatch(api, terminal).follow(revision, timeout);
    }

    private static String text(JsonNode warning) {
        return warning.isString() ? warning.asString() : Json.text(warning, "detail");
    }
}
