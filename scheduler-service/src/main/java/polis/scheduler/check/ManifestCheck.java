package polis.scheduler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.scheduler.check.ManifestCheckController.Finding;
import polis.scheduler.manifest.Artifacts;
import polis.scheduler.manifest.Manifest;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.node.LocalNode;
import polis.scheduler.placement.Placement;
import polis.scheduler.placement.Placement.Room;

/** Compares a manifest with the artifacts and the memory that there are. */
@Component
class ManifestCheck {

    private final Artifacts artifacts;

    private final LocalNode node;

    ManifestCheck(Artifacts artifacts, LocalNode node) {
        this.artifacts = artifacts;
        this.node = node;
    }

    List<Finding> findings(Manifest manifest) {
        List<Finding> findings = new ArrayList<>();
        long together = 0;
        for (ServiceSpec service : manifest.services().values()) {
            if (!service.external()) {
                jar(service, findings);
                address(service, findings);
                memory(service, findings);
                together += service.instances() * service.memoryBytes();
            }
        }
        if (findings.isEmpty() && together > node.memory()) {
            findings.add(new Finding("/services",
                    "The services' instances together reserve %s of memory, more than the %s that there are."
                            .formatted(mebibytes(together), mebibytes(node.memory())),
                    null));
        }
        return findings;
    }

    private void jar(ServiceSpec service, List<Finding> findings) {
        String jar = service.jar();
        String pointer = FieldError.pointer("services", service.name(), "artifact", "jar");
        if (jar == null) {
            findings.add(new Finding(FieldError.pointer("services", service.name(), "artifact"),
                    "A service that runs as a process needs artifact.jar.", null));
            return;
        }
        switch (artifacts.find(jar)) {
            case Artifacts.Found.Jar found -> {
            }
            case Artifacts.Found.Outside outside ->
                findings.add(new Finding(pointer, jar + " leads out of the artifact root.", nearest(jar)));
            case Artifacts.Found.Missing missing ->
                findings.add(new Finding(pointer, "There is no " + jar + " in the artifact root.", nearest(jar)));
        }
    }

    /** Arguments outrank the environment, so that one of these would open to others what the operator keeps shut. */
    private static void address(ServiceSpec service, List<Finding> findings) {
        for (int i = 0; i < service.arguments().size(); i++) {
            if (service.arguments().get(i).toLowerCase(Locale.ROOT).replace("-", "").startsWith("server.address=")) {
                findings.add(new Finding(FieldError.pointer("services", service.name(), "arguments", String.valueOf(i)),
                        "What workloads listen on is the operator's to say: ./polis up --bind, or the scheduler's "
                                + "polis.scheduler.workload.address. Leave it out.",
                        null));
            }
        }
    }

    @Nullable
    private String nearest(String jar) {
        List<String> names = artifacts.names();
        String file = jar.substring(jar.lastIndexOf('/') + 1);
        return Nearest.of(jar, names)
                .or(() -> Nearest
                        .of(file, names.stream().map(name -> name.substring(name.lastIndexOf('/') + 1)).toList())
                        .flatMap(near -> names.stream().filter(name -> name.endsWith("/" + near)).findFirst()))
                .orElse(null);
    }

    private void memory(ServiceSpec service, List<Finding> findings) {
        Room room = new Room(node.name(), node.memory(), node.memory());
        if (Placement.of(service.memoryBytes(),
                List.of(room)) instanceof Placement.TooLarge(String largest, long memory)) {
            findings.add(new Finding(FieldError.pointer("services", service.name(), "memory"),
                    "%s asks for %s of memory, more than any node has: the largest, %s, has %s."
                            .formatted(service.name(), mebibytes(service.memoryBytes()), largest, mebibytes(memory)),
                    mebibytes(memory)));
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + "MiB";
    }
}
