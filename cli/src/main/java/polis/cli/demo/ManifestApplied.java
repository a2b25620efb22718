package polis.cli.demo;

import polis.cli.api.Json;
import polis.cli.api.Peer;
import tools.jackson.databind.JsonNode;

/** Step 1: the manifest becomes a revision. */
final class ManifestApplied implements Step {

    @Override
    public String title() {
        return "The shop's manifest is applied";
    }

    @Override
    public void run(Scene scene) {
        JsonNode answer = scene.apply(scene.manifest());
        int revision = scene.revision();
        JsonNode kept = scene.get(Peer.VERSIONSET, "/api/v1/revisions/" + revision);
        Expect.that(kept.path("manifest").path("services").size() == scene.manifest().services().size(),
                "Revision " + revision + " does not hold the services of the manifest");
        scene.tell("versionset-service recorded revision " + revision + " of " + Json.text(answer, "architecture")
                + ": " + scene.manifest().services().size() + " services");
    }
}
