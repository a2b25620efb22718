package polis.versionset.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polis.problem.Nearest;
import polis.versionset.schema.Location;

/** Looks at what services of one manifest say of each other. */
final class CrossChecks {

    private final Manifest manifest;
    private final Source source;
    private final Location services;

    private CrossChecks(Manifest manifest, Source source, Location root) {
        this.manifest = manifest;
        this.source = source;
        this.services = root.child("services");
    }

    static void check(Manifest manifest, Source source, Location root, Findings findings) {
        CrossChecks checks = new CrossChecks(manifest, source, root);
        checks.routes();
        manifest.services().forEach((name, service) -> checks.dependencies(name, service, findings));
    }

    private void routes() {
        Map<String, String> owners = new HashMap<>();
        manifest.services().forEach((name, service) -> {
            for (int i = 0; i < service.routes().size(); i++) {
                String path = service.routes().get(i).path();
                Location at = services.child(name).child("routes").item(i).child("path");
                String owner = at.isSound() ? owners.putIfAbsent(path, name) : null;
                if (owner != null) {
                    at.error("is " + path + ", which is already routed to " + owner + "; leave it to one of them.");
                }
            }
        });
    }

    private void dependencies(String name, Service service, Findings findings) {
        Location dependsOn = services.child(name).child("dependsOn");
        Map<String, Integer> indexes = new HashMap<>();
        List<String> written = source.list(dependsOn.pointer());
        for (int i = 0; i < written.size(); i++) {
            indexes.putIfAbsent(written.get(i), i);
        }
        for (String callee : service.dependsOn()) {
            Location at = dependsOn.item(indexes.getOrDefault(callee, 0));
            if (callee.equals(name)) {
                at.error("is the service itself; leave it out.");
            } else if (!manifest.services().containsKey(callee) && findings.takesWarnings()) {
                findings.warning("unknown-dependency", at.pointer(), source.line(at.pointer()),
                        Location.quoted(callee) + " is no service of this manifest"
                                + Nearest.of(callee, manifest.services().keySet())
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; add it, or leave it out."));
            }
        }
    }

}
