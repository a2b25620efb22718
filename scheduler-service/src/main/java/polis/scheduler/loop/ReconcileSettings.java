package polis.scheduler.loop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import polis.scheduler.reconcile.Limits;

/**
 * @param interval longest time between two looks at everything
 * @param revisions time between two questions to versionset-service
 * @param registry time between two looks at registry-service
 * @param parallelStarts instances that may be starting at once
 * @param healthyAfter successful health checks in a row that make an instance healthy
 * @param unhealthyAfter failed health checks in a row after which a serving instance is replaced
 * @param earlyExits early exits of a service's instances that a rollout bears
 * @param stableAfter an instance that ends before it has served so long has ended early
 * @param grace time between asking an instance to end and killing it
 */
@ConfigurationProperties("polis.scheduler.reconcile")
record ReconcileSettings(@DefaultValue("500ms") Duration interval, @DefaultValue("1s") Duration revisions,
        @DefaultValue("500ms") Duration registry, @DefaultValue("4") int parallelStarts,
        @DefaultValue("2") int healthyAfter, @DefaultValue("3") int unhealthyAfter, @DefaultValue("3") int earlyExits,
        @DefaultValue("30s") Duration stableAfter, @DefaultValue("20s") Duration grace) {

    public Limits limits() {
        return new Limits(parallelStarts, healthyAfter, unhealthyAfter, earlyExits, grace, stableAfter);
    }
}
