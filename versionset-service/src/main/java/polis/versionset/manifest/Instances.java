package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import polis.versionset.schema.Location;
import polis.versionset.schema.Shape;

/** How many instances may run; the scheduler starts {@code min}. */
record Instances(int min, int max) {

    static final Shape<Instances> SHAPE = Shape
            .of(Instances.class, field("min", Instances::min, Values.integer(0, 1000), "How many run.").orElse("1"),
                    field("max", Instances::max, Values.integer(1, 1000), "How many may run, at least `min`.")
                            .orElse("the larger of 1 and `min`", at -> Math.max(1, at.value("min", Integer.class))))
            .checking(Instances::check);

    private static void check(Instances instances, Location at) {
        if (instances.min() > instances.max()) {
            at.child("min").error("is %d, more than max; write at most %2$d, or raise max.".formatted(instances.min(),
                    instances.max()), Integer.toString(instances.max()));
        }
    }

}
