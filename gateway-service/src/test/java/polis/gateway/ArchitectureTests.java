package polis.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import polis.architecture.test.MainClasses;
import polis.architecture.test.PackageInfos;
import polis.architecture.test.Purity;
import polis.architecture.test.Starts;

class ArchitectureTests {

    private static final JavaClasses MAIN = MainClasses.in("polis.gateway");

    @Test
    void aColdStartHasCarriers() {
        Starts.rule().check(MAIN);
    }

    @Test
    void algorithmsArePure() {
        Purity.rule("polis.gateway.match", "polis.gateway.balance", "polis.gateway.header").check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        PackageInfos.rule().check(MAIN);
    }

    /** The console's chain opens every path that is not below a guarded prefix: no controller may be there. */
    @Test
    void everyControllerIsBelowTheGuardedApi() {
        methods().that().areMetaAnnotatedWith(RequestMapping.class)
                .should(new ArchCondition<JavaMethod>("be mapped below /api/v1") {

                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.reflect(),
                                RequestMapping.class);
                        boolean below = mapping != null
                                && Arrays.stream(mapping.path()).allMatch(path -> path.startsWith("/api/v1/"));
                        events.add(new SimpleConditionEvent(method, below, method.getFullName()));
                    }
                }).check(MAIN);
    }
}
