package polis.dependencymap.name;

/** Which names are admitted when room gets short: undescribed ones fill three quarters, described ones all. */
enum NameStatus {
    /** Nobody has described it, and no described service mentions it. */
    UNDESCRIBED(6),
    /** A described service mentions it. */
    MENTIONED(7),
    /** Somebody has described it in the registry. */
    DESCRIBED(8);

    private final int eighths;

    NameStatus(int eighths) {
        this.eighths = eighths;
    }

    int limit(int most) {
        return Math.max(1, most / 8 * eighths);
    }
}
