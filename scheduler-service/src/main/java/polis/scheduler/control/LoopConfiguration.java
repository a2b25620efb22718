package polis.scheduler.control;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.scheduler.reconcile.Reconciler;
import polis.scheduler.registry.Registry;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileSettings.class)
class LoopConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Reconciler reconciler(ReconcileSettings settings) {
        return new Reconciler(settings.limits());
    }

    /** A scheduler that does not act looks at the registry too: it may have to act at any moment. */
    @Bean
    Repeating registryPoll(Registry registry, Signal signal, ReconcileSettings settings) {
        return new Repeating("registry", settings.registry(), () -> {
            if (registry.look()) {
                signal.raise();
            }
        });
    }

    @Bean
    Repeating revisionPoll(Rollouts rollouts, Leadership leadership, Signal signal, ReconcileSettings settings) {
        return new Repeating("revisions", settings.revisions(), () -> {
            if (leadership.held() && rollouts.propose()) {
                signal.raise();
            }
        });
    }

    @Bean
    Repeating outcomePoll(OutcomeReport report, Leadership leadership, ReconcileSettings settings) {
        return new Repeating("outcomes", settings.revisions(), () -> {
            if (leadership.held()) {
                report.run();
            }
        });
    }

    @Bean
    Repeating housekeepingRounds(Housekeeping housekeeping, Leadership leadership, ReconcileSettings settings) {
        return new Repeating("housekeeping", settings.interval().multipliedBy(10), () -> {
            if (leadership.held()) {
                housekeeping.run();
            }
        });
    }
}
