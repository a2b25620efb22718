package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import org.jspecify.annotations.Nullable;
import polis.versionset.schema.Shape;

/** Which architecture it is. */
record Metadata(String name, @Nullable String description) {

    static final Shape<Metadata> SHAPE = Shape.of(Metadata.class,
            field("name", Metadata::name, Values.LABEL, "The name of the architecture.").required(),
            field("description", Metadata::description, Values.text(2000), "For people."));

}
