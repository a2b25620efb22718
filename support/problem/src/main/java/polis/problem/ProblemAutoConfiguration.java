package polis.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** Sets up problem documents for what the service is made of. */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration", beforeName = {
    "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
    "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration"})
@EnableConfigurationProperties(HttpProperties.class)
@Import({ServletProblemConfiguration.class, ReactiveProblemConfiguration.class})
class ProblemAutoConfiguration {

    @Bean
    Problems problems(ObjectProvider<ProblemMapping> own, ObjectProvider<BuiltInMapping> builtIn,
            ObjectProvider<JsonMapper> json) {
        Stream<ProblemMapping> last = builtIn.stream().map(BuiltInMapping::mapping)
                .sorted(AnnotationAwareOrderComparator.INSTANCE);
        return new Problems(Stream.concat(own.orderedStream(), last).toList(), json.getIfAvailable(JsonMapper::shared));
    }

    @Bean
    BuiltInMapping bodyProblems() {
        return new BuiltInMapping(new BodyProblems());
    }

    @Bean
    BuiltInMapping parameterProblems() {
        return new BuiltInMapping(new ParameterProblems());
    }

    @Bean
    BuiltInMapping invalidProblems() {
        return new BuiltInMapping(new InvalidProblems());
    }

    @Bean
    BuiltInMapping upstreamProblems() {
        return new BuiltInMapping(new UpstreamProblems());
    }

    @Bean
    BuiltInMapping statusProblems() {
        return new BuiltInMapping(new StatusProblems());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({CannotCreateTransactionException.class, ConcurrencyFailureException.class})
    static class Database {

        @Bean
        BuiltInMapping databaseProblems() {
            return new BuiltInMapping(new DatabaseProblems());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConstraintViolationException.class)
    static class Validation {

        @Bean
        BuiltInMapping constraintProblems() {
            return new BuiltInMapping(new ConstraintProblems());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class Reactive {

        @Bean
        BuiltInMapping webClientProblems() {
            return new BuiltInMapping(new WebClientProblems());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Mvc {

        @Bean
        BuiltInMapping mvcProblems() {
            return new BuiltInMapping(new MvcProblems());
        }
    }

    /** Keeps the module's mappings apart from the service's, which come first. */
    record BuiltInMapping(ProblemMapping mapping) {}
}
