package polis.scheduler.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.scheduler.cluster.Nodes;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;
import polis.scheduler.desired.ManifestCheckController.Finding;
import polis.scheduler.placement.FreeMemory;
import polis.scheduler.placement.Placement;

/** Compares a manifest with the artifacts and the memory that there are. */
@Component
class ManifestCheck {

    private final ArtifactFolder artifacts;
    private final Nodes nodes;

    ManifestCheck(ArtifactFolder artifacts, Nodes nodes) {
        this.artifacts = artifacts;
        this.nodes = nodes;
    }

    List<Finding> findings(Manifest manifest) {
        List<Finding> findings = new ArrayList<>();
        List<ServiceTarget> own = new ArrayList<>();
        for (ServiceTarget service : manifest.services().values()) {
            ProcessSpec process = service.process();
            if (process != null) {
                own.add(service);
                jar(service, process, findings);
                address(service, process, findings);
                memory(service, findings);
            }
        }
        FreeMemory.Sum together = FreeMemory.together(own, nodes.all());
        if (findings.isEmpty() && !together.fits()) {
            findings.add(new Finding("/services",
                    "The services' instances together reserve %s of memory, and the nodes have %s. Lower memory or instances.min."
                            .formatted(mebibytes(together.needed()), mebibytes(together.memory())),
                    null));
        }
        return findings;
    }

    private void jar(ServiceTarget service, ProcessSpec process, List<Finding> findings) {
        String jar = process.jar();
        String pointer = FieldError.pointer("services", service.service(), "artifact", "jar");
        if (jar == null) {
            findings.add(new Finding(FieldError.pointer("services", service.service(), "artifact"),
                    "artifact.jar is required for a service that runs as a process. Name a jar in the artifact root.",
                    null));
            return;
        }
        switch (artifacts.look(jar)) {
            case ArtifactFolder.Found.Jar found -> {
            }
            case ArtifactFolder.Found.Outside outside -> findings.add(
                    new Finding(pointer, jar + " leads out of the artifact root. Name a jar inside it.", nearest(jar)));
            case ArtifactFolder.Found.Missing missing -> findings.add(new Finding(pointer,
                    "There is no " + jar + " in the artifact root. Put it there, or correct artifact.jar.",
                    nearest(jar)));
        }
    }

    /** Arguments outrank the environment, so that one of these would open to others what the operator keeps shut. */
    private static void address(ServiceTarget service, ProcessSpec process, List<Finding> findings) {
        for (int i = 0; i < process.arguments().size(); i++) {
            if (process.arguments().get(i).toLowerCase(Locale.ROOT).replace("-", "").startsWith("server.address=")) {
                findings.add(
                        new Finding(FieldError.pointer("services", service.service(), "arguments", String.valueOf(i)),
                                "The operator decides what workloads listen on: ./polis up --bind, or the scheduler's "
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

    private void memory(ServiceTarget service, List<Finding> findings) {
        FreeMemory empty = new FreeMemory(nodes.all(), List.of());
        if (empty.place(service.memory()) instanceof Placement.TooLarge(String largest, long memory)) {
            findings.add(new Finding(FieldError.pointer("services", service.service(), "memory"),
                    "%s asks for %s of memory, more than any node has; the largest, %s, has %s."
                            .formatted(service.service(), mebibytes(service.memory()), largest, mebibytes(memory)),
                    mebibytes(memory)));
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + "MiB";
    }
}
