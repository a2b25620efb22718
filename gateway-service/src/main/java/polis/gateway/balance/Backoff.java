package polis.gateway.balance;

/** How long one that failed stays out: twice as long each time it fails again, within bounds. */
public record Backoff(long first, long most) {

    /**
     * The time to stay out.
     *
     * @param failures how many times in a row it failed, at least 1
     */
    public long after(int failures) {
        int doublings = Math.min(failures - 1, 30);
        return Math.min(most, first << doublings);
    }
}
