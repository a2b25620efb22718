package polis.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import polis.architecture.test.ServiceRules;

class ArchitectureTests extends ServiceRules {

    ArchitectureTests() {
        super(GatewayApplication.class);
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
                }).check(classes());
    }
}
