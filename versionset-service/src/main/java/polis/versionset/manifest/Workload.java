package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import polis.versionset.schema.ListOf;
import polis.versionset.schema.Location;
import polis.versionset.schema.MapOf;
import polis.versionset.schema.Shape;

/**
 * How a service is run.
 *
 * @param artifact absent where the runtime is external
 * @param memoryBytes of one instance's process
 */
record Workload(RuntimeKind runtime, @Nullable Artifact artifact, List<String> arguments,
        SortedMap<String, String> environment, Instances instances, long memoryBytes, Health health, Drain drain) {

    /** The scheduler tells each instance apart by these. */
    private static final List<String> RESERVED = List.of("EUREKA_INSTANCE_INSTANCE_ID",
            "EUREKA_INSTANCE_METADATA_MAP_VERSION", "POLIS_INSTANCE_ID", "POLIS_VERSION", "SERVER_ADDRESS",
            "SERVER_PORT");

    static final Shape<Workload> SHAPE = Shape
            .of(Workload.class,
                    field("runtime", Workload::runtime, Values.oneOf(RuntimeKind.class),
                            "`external`: somebody else runs it; Polis describes, observes and routes to it.")
                            .orElse("as at the top", at -> at.root().value("runtime", RuntimeKind.class)),
                    field("artifact", Workload::artifact, Artifact.SHAPE, "What is started."),
                    field("arguments", Workload::arguments, ListOf.of(Values.FREE_TEXT),
                            "After `-jar artifact.jar`; not `--server.address=`, which is the operator's.")
                            .orElse(List.of()),
                    field("environment", Workload::environment,
                            MapOf.of("a mapping of variables to texts of at most 4000 characters", Values.VARIABLE,
                                    Values.FREE_TEXT),
                            "Viewers can read it: no secrets. The scheduler itself sets `"
                                    + String.join("`, `", RESERVED) + "`.")
                            .orElse(Map.of()),
                    field("instances", Workload::instances, Instances.SHAPE, "How many.").orElse(Map.of()),
                    field("memory", Workload::memoryBytes, Memory.WITH_UNIT,
                            "Of one instance's process; half of it is heap. More than any node has is refused.")
                            .orElse("256MiB").normallyWritten("memoryBytes", Memory.IN_BYTES),
                    field("health", Workload::health, Health.SHAPE, "When it is healthy.").orElse(Map.of()),
                    field("drain", Workload::drain, Drain.SHAPE, "How it ends.").orElse(Map.of()))
            .checking(Workload::check);

    private static void check(Workload workload, Location at) {
        if (workload.runtime() == RuntimeKind.EXTERNAL) {
            refuse(workload.artifact() != null, at.child("artifact"));
            refuse(!workload.arguments().isEmpty(), at.child("arguments"));
            refuse(!workload.environment().isEmpty(), at.child("environment"));
        } else if (workload.artifact() == null && at.child("artifact").isSound()) {
            at.child("artifact").error(
                    "is required where the runtime is process; write {jar: %s.jar}, or runtime: ".formatted(at.name())
                            + "external.");
        }
        for (String variable : workload.environment().keySet()) {
            if (RESERVED.contains(variable.toUpperCase(Locale.ROOT))) {
                at.child("environment").child(variable).error("is set by the scheduler; leave it out.");
            }
        }
    }

    private static void refuse(boolean given, Location at) {
        if (given) {
            at.error("is for services that Polis starts; leave it out, or write runtime: process.");
        }
    }

}
