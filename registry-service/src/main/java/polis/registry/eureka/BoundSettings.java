package polis.registry.eureka;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be registered through Eureka.
 *
 * @param instances how many there may be. 0: what the heap carries, one for each 16 KiB above 48 MiB
 * @param instancesPerService how many of them may be of one service. 0: half of all
 * @param registrationSize bytes that a registration may have, and the metadata that it gathers later
 */
@Validated
@ConfigurationProperties("polis.registry.eureka.bounds")
record BoundSettings(@DefaultValue("0") @PositiveOrZero int instances,
        @DefaultValue("0") @PositiveOrZero int instancesPerService,
        @DefaultValue("64KB") @NotNull DataSize registrationSize) {

    private static final long BASE = 48L << 20;
    private static final long BYTES_OF_AN_INSTANCE = 16L << 10;

    @Override
    public int instances() {
        return instances > 0
                ? instances
                : Math.clamp((Runtime.getRuntime().maxMemory() - BASE) / BYTES_OF_AN_INSTANCE, 1_000, 200_000);
    }

    @Override
    public int instancesPerService() {
        return instancesPerService > 0 ? instancesPerService : Math.max(1, instances() / 2);
    }
}
