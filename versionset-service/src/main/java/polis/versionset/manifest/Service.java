package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import java.util.List;
import polis.versionset.schema.ListOf;
import polis.versionset.schema.Shape;

/**
 * One service of an architecture.
 *
 * @param dependsOn declared callees, in alphabetical order
 */
public record Service(String version, About about, Workload workload, List<Route> routes, List<String> dependsOn) {

    static final Shape<Service> SHAPE = Shape.of(Service.class,
            field("version", Service::version, Values.VERSION, "Which version runs.").required(),
            About.SHAPE.embedded(Service::about), Workload.SHAPE.embedded(Service::workload),
            field("routes", Service::routes, ListOf.of(Route.SHAPE), "The gateway's paths that lead to it.")
                    .orElse(List.of()),
            field("dependsOn", Service::dependsOn, ListOf.distinct(Values.LABEL),
                    "Whom it calls; not itself. A name that is not in the manifest is a warning.").orElse(List.of()));

    /** Returns whether somebody else runs it. */
    public boolean isExternal() {
        return workload.runtime() == RuntimeKind.EXTERNAL;
    }

}
