package polis.architecture.test;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** What every service keeps besides: its features form no cycle, and its cold start has carriers. */
public abstract class ServiceRules extends ArchitectureRules {

    private final ApplicationModules modules;

    /** @param application the class that starts the service */
    protected ServiceRules(Class<?> application) {
        this.modules = ApplicationModules.of(application);
    }

    @Test
    void aColdStartHasCarriers() {
        Starts.rule().check(classes());
    }

    @Test
    void featuresFormNoCycleAndUseEachOthersPublicTypes() {
        modules.verify();
    }

    /** Drawn anew by each build: target/spring-modulith-docs has PlantUML of the modules and a page for each. */
    @Test
    void featuresAreDrawn() {
        new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml().writeModuleCanvases();
    }
}
