package polis.registry.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Evaluates what is wrong with the services as they are. */
public final class Rules {

    /** Most severe first, then by id. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity).thenComparing(Finding::id);

    private static final int CRITICAL = 1;

    private Rules() {}

    /** All that is wrong, in {@link #ORDER}. */
    public static List<Finding> evaluate(Collection<Facts> services) {
        Map<String, Facts> known = new HashMap<>();
        services.forEach(service -> known.put(service.service(), service));
        List<Finding> findings = new ArrayList<>();
        for (Facts service : services) {
            description(service, findings);
            versions(service, findings);
            new LinkedHashSet<>(service.dependsOn()).forEach(callee -> dependency(service, callee, known, findings));
        }
        findings.sort(ORDER);
        return findings;
    }

    /** Describes instances that do not renew. */
    public static Finding suspects(String service, int suspects, int answering) {
        return Finding.of(Kind.SUSPECT_INSTANCES, Severity.MEDIUM, service,
                "Instances of %s that did not renew in time: %d. They stay in the lists because nothing proves that they ended. So many of them answer when the registry probes them: %d."
                        .formatted(service, suspects, answering),
                "Check whether they reach the registry and how busy both are. GET /api/v1/services/%s/instances marks them with suspectSince."
                        .formatted(service));
    }

    /** Describes a registry that does not receive requests in time. */
    public static Finding degraded(String registry, String why) {
        return Finding.of(Kind.REGISTRY_DEGRADED, Severity.HIGH, registry,
                "The registry does not receive requests in time: %s. Until it recovers it ends no instance for missed renewals, so that instances which have ended may stay in the lists."
                        .formatted(why),
                "Give it more processor time, or find what delays it: polis_registry_local_health_late_seconds tells by how much it is late.");
    }

    /** Describes registrations that were refused. */
    public static Finding refusedRegistrations(String registry, String why) {
        return Finding.of(Kind.REFUSED_REGISTRATIONS, Severity.HIGH, registry,
                "The registry refused registrations within the last ten minutes: " + why,
                "Stop instances that need not run, or raise the bound together with the heap. polis_registry_eureka_refused_total counts the refusals.");
    }

    private static void description(Facts service, List<Finding> findings) {
        String name = service.service();
        if (!service.described()) {
            findings.add(Finding.of(Kind.UNDESCRIBED, Severity.MEDIUM, name,
                    "%s was added because an instance of it registered. Nobody has described it or named its owner; tier %d is assumed."
                            .formatted(name, service.tier()),
                    "Describe it: PUT /api/v1/services/%s, or name it in the catalogue that you import."
                            .formatted(name)));
        } else if (service.owner() == null || service.owner().isBlank()) {
            findings.add(Finding.of(Kind.NO_OWNER, service.tier() <= CRITICAL ? Severity.HIGH : Severity.MEDIUM, name,
                    "%s is of tier %d and has no owner: when it fails, nobody is called.".formatted(name,
                            service.tier()),
                    "Name its owner: PATCH /api/v1/services/%s with {\"owner\": \"…\"}, or in its manifest or catalogue."
                            .formatted(name)));
        }
    }

    private static void versions(Facts service, List<Finding> findings) {
        if (service.updating() || service.serving().size() < 2) {
            return;
        }
        String versions = service.serving().entrySet().stream()
                .map(version -> version.getValue() + " × " + version.getKey()).collect(Collectors.joining(", "));
        findings.add(Finding.of(Kind.MIXED_VERSIONS, service.tier() <= CRITICAL ? Severity.HIGH : Severity.MEDIUM,
                service.service(),
                "Instances of %s serve in several versions (%s), and neither an update nor a rollback is under way: an answer depends on which instance gives it."
                        .formatted(service.service(), versions),
                "Finish what was begun: apply the manifest again or roll back, and stop the instances of the other version."));
    }

    private static void dependency(Facts service, String callee, Map<String, Facts> known, List<Finding> findings) {
        Facts called = known.get(callee);
        if (called == null) {
            findings.add(Finding.of(Kind.UNKNOWN_DEPENDENCY, Severity.MEDIUM, service.service(), callee,
                    "%s is declared to depend on %s, which nobody has described and no instance has registered as."
                            .formatted(service.service(), callee),
                    "Describe %s, or correct dependsOn of %s.".formatted(callee, service.service())));
        } else if (service.tier() <= CRITICAL && called.tier() > service.tier()) {
            findings.add(Finding.of(Kind.TIER_INVERSION, service.tier() == 0 ? Severity.HIGH : Severity.MEDIUM,
                    service.service(), callee,
                    "%s is of tier %d and depends on %s of tier %d: it can be no more available than what it needs, and %s is shed and preempted first."
                            .formatted(service.service(), service.tier(), callee, called.tier(), callee),
                    "Raise %s to tier %d, or let %s do without it: a default, a cache, a queue in between."
                            .formatted(callee, service.tier(), service.service())));
        }
    }
}
