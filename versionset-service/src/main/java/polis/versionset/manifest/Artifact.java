package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import polis.versionset.schema.Shape;

/** What is started. */
record Artifact(String jar) {

    static final Shape<Artifact> SHAPE = Shape.of(Artifact.class, field("jar", Artifact::jar, Values.JAR,
            "Not needed where the runtime is `external`. It is started as the user of its architecture, where that can be.")
            .required());

}
