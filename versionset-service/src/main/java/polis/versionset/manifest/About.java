package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import org.jspecify.annotations.Nullable;
import polis.versionset.schema.Location;
import polis.versionset.schema.Shape;

/** What people are told of a service. */
public record About(String title, @Nullable String description, int tier, @Nullable String owner,
        @Nullable String domain) {

    static final Shape<About> SHAPE = Shape.of(About.class,
            field("title", About::title, Values.text(100), "For people.").orElse("the name", Location::name),
            field("description", About::description, Values.text(2000), "What it does."),
            field("tier", About::tier, Values.integer(0, 3), "How critical it is, 0 the most.").orElse("2"),
            field("owner", About::owner, Values.text(100), "Who answers for it."),
            field("domain", About::domain, Values.LABEL, "The district of the map it is drawn in."));

}
