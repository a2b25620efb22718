package polis.dependencymap.link;

/** Which side of a call a span saw. */
public enum Kind {
    CLIENT, SERVER, PRODUCER, CONSUMER, LOCAL
}
