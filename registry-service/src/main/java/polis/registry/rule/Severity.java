package polis.registry.rule;

/** How soon somebody should look, the soonest first. */
public enum Severity {
    HIGH(0), MEDIUM(1), LOW(2);

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /** A digit, less for what is more severe. */
    public int rank() {
        return rank;
    }
}
