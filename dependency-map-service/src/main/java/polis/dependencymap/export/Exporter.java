package polis.dependencymap.export;

/** A format that a map can be written in. Names come from the network: none of them may break out of its place. */
public interface Exporter {

    /** The whole document. */
    String write(Drawing drawing);
}
