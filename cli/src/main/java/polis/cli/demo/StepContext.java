package polis.cli.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.StackFolder;
import polis.cli.stack.StackState;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** What the steps share: the APIs, the traffic, and the revision that was applied last. */
final class StepContext implements AutoCloseable {

    private final Api api;
    private final StackFolder folder;
    private final Terminal terminal;
    private final ShopManifest manifest;
    private final Traffic traffic;
    private final Instant begin = Instant.now();
    private int revision;

    StepContext(Api api, StackFolder folder, Terminal terminal, int rate) {
        this.api = api;
        this.folder = folder;
        this.terminal = terminal;
        this.manifest = ShopManifest.read(shop());
        this.traffic = new Traffic(api.endpoints().traffic(), rate);
    }

    private static Path shop() {
        return StackFolder.home().resolve("demo").resolve("shop.yaml");
    }

    Api api() {
        return api;
    }

    Terminal terminal() {
        return terminal;
    }

    ShopManifest manifest() {
        return manifest;
    }

    Traffic traffic() {
        return traffic;
    }

    /** When the story began: what the map is asked about. */
    Instant begin() {
        return begin;
    }

    /** The number of the revision applied last. */
    int revision() {
        return revision;
    }

    void tell(String sentence) {
        terminal.line("   " + terminal.style(Style.GOOD, "✓") + " " + sentence);
    }

    void meanwhile(String sentence) {
        terminal.live(List.of("   … " + sentence));
    }

    JsonNode get(PolisService service, String path) {
        return api.get(service, path).orFail();
    }

    /** Applies a manifest and notes its revision. */
    JsonNode apply(ShopManifest shop) {
        JsonNode answer = api.post(PolisService.VERSIONSET, "/api/v1/manifests", shop.json(), "application/json")
                .orFail();
        revision = answer.path("revision").asInt();
        Expect.that(revision > 0, "The answer names no revision: " + answer);
        return answer;
    }

    /** The running instances of a service, as the registry knows them. */
    List<JsonNode> running(String service) {
        return Json.items(get(PolisService.REGISTRY, "/api/v1/services/" + service + "/instances"))
                .filter(instance -> Json.text(instance, "state").equals("RUN")).toList();
    }

    /** Returns the process of a service, as the launcher has recorded it. */
    StackState.Running process(PolisService service) {
        return StackState.read(folder).flatMap(state -> state.service(service))
                .orElseThrow(() -> new Failure("The launcher's record does not name " + service.label()));
    }

    @Override
    public void close() {
        traffic.close();
    }
}
