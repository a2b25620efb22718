package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import polis.versionset.schema.Location;
import polis.versionset.schema.Shape;

/** A path of the gateway that leads to the service. */
record Route(String path, int stripPrefix, boolean passAuthorization) {

    static final Shape<Route> SHAPE = Shape.of(Route.class,
            field("path", Route::path, Values.ROUTE, "The gateway leads it here; no two services have the same.")
                    .required(),
            field("stripPrefix", Route::stripPrefix, Values.integer(0, 20),
                    "Leading segments that the service does not see; at most the path's fixed segments.").orElse("0"),
            field("passAuthorization", Route::passAuthorization, Values.TRUTH,
                    "Whether the service sees bearer tokens of this installation's issuer; all others pass anyway.")
                    .orElse("false"))
            .checking(Route::check);

    private static void check(Route route, Location at) {
        String fixed = route.path().replaceAll("/(\\*\\*)?$", "");
        long segments = fixed.chars().filter(character -> character == '/').count();
        if (at.child("path").isSound() && route.stripPrefix() > segments) {
            at.child("stripPrefix").error("is %d, more than the path has fixed segments; write at most %d."
                    .formatted(route.stripPrefix(), segments), Long.toString(segments));
        }
    }

}
