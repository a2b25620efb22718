package polis.scheduler;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(SchedulerApplication.class);
    }

    /** What is decided knows nothing of rows and peers, and those know nothing of who observes and executes. */
    @Test
    void noPackageDependsOnAHigherOne() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer("values and decisions")
                .definedBy("..scheduler.cluster", "..scheduler.order", "..scheduler.placement", "..scheduler.reconcile")
                .layer("rows and peers")
                .definedBy("..scheduler.desired", "..scheduler.driver..", "..scheduler.instance", "..scheduler.node",
                        "..scheduler.operation", "..scheduler.registry", "..scheduler.traffic", "..scheduler.workload")
                .layer("observer").definedBy("..scheduler.observe").layer("executor").definedBy("..scheduler.execute")
                .layer("leader").definedBy("..scheduler.lead").layer("loop").definedBy("..scheduler.loop")
                .whereLayer("values and decisions").mayNotAccessAnyLayer().whereLayer("rows and peers")
                .mayOnlyAccessLayers("values and decisions").whereLayer("observer")
                .mayOnlyAccessLayers("values and decisions").whereLayer("executor")
                .mayOnlyAccessLayers("values and decisions", "rows and peers").whereLayer("leader")
                .mayNotAccessAnyLayer().whereLayer("loop").mayNotBeAccessedByAnyLayer().check(classes());
    }

    @Test
    void rowsAndPeersKnowNothingOfEachOther() {
        slices().matching("polis.scheduler.(desired|driver|instance|node|operation|registry|traffic|workload)..")
                .should().notDependOnEachOther().check(classes());
    }
}
