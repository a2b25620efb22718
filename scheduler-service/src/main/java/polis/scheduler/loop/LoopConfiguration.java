package polis.scheduler.loop;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.loop.Loop;
import polis.scheduler.cluster.Registry;
import polis.scheduler.execute.Housekeeping;
import polis.scheduler.lead.Leadership;
import polis.scheduler.operation.OutcomeReport;
import polis.scheduler.operation.Rollouts;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.reconcile.Reconciler;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileSettings.class)
class LoopConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Limits limits(ReconcileSettings settings) {
        return settings.limits();
    }

    @Bean
    Reconciler reconciler(Limits limits) {
        return new Reconciler(limits);
    }

    /** A scheduler that does not act looks at the registry too: it may have to act at any moment. */
    @Bean
    Loop registryPoll(Registry registry, Signal signal, ReconcileSettings settings) {
        return Loop.every(settings.registry(), "registry", () -> {
            if (registry.look()) {
                signal.raise();
            }
        });
    }

    @Bean
    Loop revisionPoll(Rollouts rollouts, Leadership leadership, Signal signal, ReconcileSettings settings) {
        return Loop.every(settings.revisions(), "revisions", () -> {
            if (leadership.held() && rollouts.propose()) {
                signal.raise();
            }
        });
    }

    @Bean
    Loop outcomePoll(OutcomeReport report, Leadership leadership, ReconcileSettings settings) {
        return Loop.every(settings.revisions(), "outcomes", () -> {
            if (leadership.held()) {
                report.run();
            }
        });
    }

    @Bean
    Loop housekeepingRounds(Housekeeping housekeeping, Leadership leadership, ReconcileSettings settings) {
        return Loop.every(settings.interval().multipliedBy(10), "housekeeping", () -> {
            if (leadership.held()) {
                housekeeping.run();
            }
        });
    }
}
