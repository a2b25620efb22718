package polis.registry.eureka;

/**
 * Something that clients fetch.
 *
 * @param name of the application, in upper case, or of the address; empty where it is about all
 */
record Fetch(Kind kind, String name, Format format) {

    enum Kind {
        ALL, DELTA, APP, VIP, SECURE_VIP
    }
}
