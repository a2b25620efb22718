package polis.registry.rule;

import java.util.Locale;

/** Kinds of finding. */
public enum Kind {
    /** A service of tier 0 or 1 depends on one that may be away for longer than it may itself. */
    TIER_INVERSION,
    /** A described service without an owner. */
    NO_OWNER,
    /** A service that nobody has described; it was added when an instance registered. */
    UNDESCRIBED,
    /** Several versions serve, though no update is under way. */
    MIXED_VERSIONS,
    /** A declared dependency on what nobody has ever seen or described. */
    UNKNOWN_DEPENDENCY,
    /** Instances do not renew their leases, and nothing proves that they ended. */
    SUSPECT_INSTANCES,
    /** The registry itself does not receive requests in time, and ends no instance for missed renewals. */
    REGISTRY_DEGRADED,
    /** The registry has no memory for more registrations. */
    REFUSED_REGISTRATIONS;

    /** As it begins the id of a finding. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
