package polis.dependencymap.inbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while spans are refused altogether: before this process has taken over, and after another one has. */
@Component
class InboxHealthIndicator implements HealthIndicator {

    private final Intake intake;

    InboxHealthIndicator(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Health health() {
        return intake.isOpen()
                ? Health.up().build()
                : Health.outOfService().withDetail("reason", "the inbox belongs to another process, or to none yet")
                        .build();
    }
}
