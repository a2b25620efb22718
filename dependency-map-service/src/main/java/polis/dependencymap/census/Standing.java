package polis.dependencymap.census;

/**
 * Whose names are let in when room gets short: strangers may fill three quarters of it, and nobody what is described.
 */
enum Standing {
    /** Nobody has described it, and it comes with nobody who is described. */
    STRANGER(6),
    /** A described service mentions it. */
    ASSOCIATE(7),
    /** Somebody has described it in the registry. */
    DESCRIBED(8);

    private final int eighths;

    Standing(int eighths) {
        this.eighths = eighths;
    }

    int limit(int most) {
        return Math.max(1, most / 8 * eighths);
    }
}
