package polis.cli.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.Peer;
import polis.cli.city.CityFolder;
import polis.cli.city.CityService;
import polis.cli.city.CityState;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** What the steps share: the city, its APIs, the traffic, and where the story stands. */
final class Scene implements AutoCloseable {

    private final Api api;
    private final CityFolder folder;
    private final Terminal terminal;
    private final ShopManifest manifest;
    private final Traffic traffic;
    private final Instant begin = Instant.now();
    private int revision;

    Scene(Api api, CityFolder folder, Terminal terminal, int rate) {
        this.api = api;
        this.folder = folder;
        this.terminal = terminal;
        this.manifest = ShopManifest.read(shop());
        this.traffic = new Traffic(api.endpoints().traffic(), rate);
    }

    private static Path shop() {
        return CityFolder.home().resolve("demo").resolve("shop.yaml");
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

    JsonNode get(Peer peer, String path) {
        return api.get(peer, path).orFail();
    }

    /** Applies a manifest and notes its revision. */
    JsonNode apply(ShopManifest shop) {
        JsonNode answer = api.post(Peer.VERSIONSET, "/api/v1/manifests", shop.json(), "application/json").orFail();
        revision = answer.path("revision").asInt();
        Expect.that(revision > 0, "The answer names no revision: " + answer);
        return answer;
    }

    /** The running instances of a service, as the registry knows them. */
    List<JsonNode> running(String service) {
        return Json.items(get(Peer.REGISTRY, "/api/v1/services/" + service + "/instances"))
                .filter(instance -> Json.text(instance, "state").equals("RUN")).toList();
    }

    /** What the launcher has written down of a service of Polis. */
    CityState.Running process(CityService service) {
        return CityState.read(folder).flatMap(state -> state.service(service))
                .orElseThrow(() -> new Failure("The launcher's record does not name " + service.label()));
    }

    @Override
    public void close() {
        traffic.close();
    }
}
