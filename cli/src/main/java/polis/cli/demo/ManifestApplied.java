package polis.cli.demo;

import polis.cli.api.Json;
import polis.cli.api.PolisService;
import tools.jackson.databind.JsonNode;

/** Step 1: the manifest becomes a revision. */
final class ManifestApplied implements Step {

    @Override
    public String title() {
        return "The shop's manifest is applied";
    }

    @Override
    public void run(StepContext context) {
        JsonNode answer = context.apply(context.manifest());
        int revision = context.revision();
        JsonNode kept = context.get(PolisService.VERSIONSET, "/api/v1/revisions/" + revision);
        Expect.that(kept.path("manifest").path("services").size() == context.manifest().services().size(),
                "Revision " + revision + " does not hold the services of the manifest");
        context.tell("versionset-service recorded revision " + revision + " of " + Json.text(answer, "architecture")
                + ": " + context.manifest().services().size() + " services");
    }
}
