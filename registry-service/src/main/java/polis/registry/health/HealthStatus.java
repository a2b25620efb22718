package polis.registry.health;

/** What is known of an instance's health. */
public enum HealthStatus {
    /** It states no health URL, or checks are off. */
    NONE,
    /** Not decided yet, or another node of the registry checks it. */
    AWAITED,
    /** Its health check passes. */
    PASSING,
    /** Its health check fails. */
    FAILING,
    /** It states a health URL that tells nothing: not served, closed to strangers, or not its own. */
    UNCHECKED
}
