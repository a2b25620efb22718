package polis.registry.rule;

import java.util.Locale;

/** What the rules look for. */
public enum Kind {
    /** A service of tier 0 or 1 depends on one that may be away for longer than it may itself. */
    TIER_INVERSION,
    /** A described service that nobody answers for. */
    NO_OWNER,
    /** A service that showed up by itself; nobody has said what it is. */
    UNDESCRIBED,
    /** Several versions serve, though no update is under way. */
    MIXED_VERSIONS,
    /** A declared dependency on what nobody has ever seen or described. */
    UNKNOWN_DEPENDENCY,
    /** Instances do not renew their leases, and nothing proves that they ended. */
    SUSPECT_INSTANCES,
    /** The registry itself hears so badly that it counts silence against nobody. */
    BAD_HEARING,
    /** The registry has no room for all who want to register. */
    REFUSED_REGISTRATIONS;

    /** As it begins the id of a finding. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
