package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import java.util.SortedMap;
import java.util.TreeMap;
import polis.versionset.schema.MapOf;
import polis.versionset.schema.Shape;

/** What an architecture shall be, with every default filled in. */
public record Manifest(String apiVersion, String kind, Metadata metadata, RuntimeKind runtime,
        SortedMap<String, Service> services) {

    static final String API_VERSION = "polis/v1";

    static final Shape<Manifest> SHAPE = Shape.of(Manifest.class,
            field("apiVersion", Manifest::apiVersion, Values.exactly(API_VERSION), "The version of this format.")
                    .required(),
            field("kind", Manifest::kind, Values.exactly("Architecture"), "What the document describes.").required(),
            field("metadata", Manifest::metadata, Metadata.SHAPE, "Which architecture it is.").required(),
            field("runtime", Manifest::runtime, Values.oneOf(RuntimeKind.class),
                    "Of every service that does not say otherwise.").orElse("process"),
            field("services", Manifest::services,
                    MapOf.of("a mapping of names to services, at least one", Values.LABEL, Service.SHAPE).notEmpty(),
                    "By the name under which the service registers with Eureka and reports spans.").required());

    /** Returns the name of the architecture. */
    public String architecture() {
        return metadata.name();
    }

    /** Returns the version of each service, by name. */
    public SortedMap<String, String> versions() {
        SortedMap<String, String> versions = new TreeMap<>();
        services.forEach((name, service) -> versions.put(name, service.version()));
        return versions;
    }

}
