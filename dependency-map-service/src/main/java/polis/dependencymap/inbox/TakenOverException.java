package polis.dependencymap.inbox;

/** Another process has taken over the inbox: this one may not change it any more. */
class TakenOverException extends IllegalStateException {

    TakenOverException() {
        super("another dependency-map-service works on this schema");
    }
}
