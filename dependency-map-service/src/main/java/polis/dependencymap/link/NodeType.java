package polis.dependencymap.link;

/** What stands at one end of a call. */
public enum NodeType {
    SERVICE,
    TOPIC,
    BROKER,
    DATABASE,
    CACHE,
    EXTERNAL,
    /** A host name taken from a client's span: a node on the map only if it turns out to name something known. */
    HOST;

    /** Returns whether it never reports spans of its own, so that nobody needs to wait for its side of a call. */
    public boolean silent() {
        return this == DATABASE || this == CACHE;
    }
}
