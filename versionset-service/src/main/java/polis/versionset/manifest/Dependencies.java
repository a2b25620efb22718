package polis.versionset.manifest;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import polis.problem.Nearest;
import polis.versionset.manifest.Manifest.Service;

/** Looks at what services of one manifest say of each other. */
final class Dependencies {

    private Dependencies() {}

    static void check(String name, Tree tree, String pointer, Map<String, Service> services, Findings findings) {
        if (!(tree instanceof Tree.Mapping(var members, int line, int size)
                && members.get("dependsOn") instanceof Tree.Sequence callees)) {
            return;
        }
        SequencedSet<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < callees.items().size(); i++) {
            if (callees.items().get(i) instanceof Tree.Scalar(String callee, boolean plain, int at)) {
                String where = pointer + "/dependsOn/" + i;
                if (callee.equals(name)) {
                    findings.error(where, at, name + " cannot depend on itself; leave it out");
                } else if (!seen.add(callee)) {
                    findings.error(where, at, Values.quoted(callee) + " is given twice");
                } else if (!services.containsKey(callee)) {
                    findings.warning("unknown-dependency", where, at,
                            Values.quoted(callee) + " is no service of this manifest"
                                    + Nearest.of(callee, services.keySet()).map(near -> "; did you mean " + near + "?")
                                            .orElse(""));
                }
            }
        }
    }

}
