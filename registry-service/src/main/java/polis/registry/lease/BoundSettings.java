package polis.registry.lease;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be registered through Eureka.
 *
 * @param memory what all leases together may take of the heap. 0: a sixth of what it has above 48 MiB
 * @param instances how many there may be besides. 0: as many as there is memory for
 * @param instancesPerService how many of them may be of one service. 0: as many as half of the memory holds
 * @param registrationSize bytes that a registration may have, and the metadata that it gathers later
 */
@Validated
@ConfigurationProperties("polis.registry.eureka.bounds")
public record BoundSettings(@DefaultValue("0B") @NotNull DataSize memory,
        @DefaultValue("0") @PositiveOrZero int instances, @DefaultValue("0") @PositiveOrZero int instancesPerService,
        @DefaultValue("64KB") @NotNull DataSize registrationSize) {

    private static final long BASE = 48L << 20;
    private static final long LEAST = 2L << 20;

    /**
     * The other parts carry what the leases cost beside themselves: answers being encoded and kept, changes that wait
     * for the database or another node, bodies being read.
     */
    private static final int PARTS = 6;

    /** What all leases together may take of the heap. */
    public long bytes() {
        return memory.toBytes() > 0
                ? memory.toBytes()
                : Math.max(LEAST, (Runtime.getRuntime().maxMemory() - BASE) / PARTS);
    }

    /** What the leases of one service may take of it. */
    public long bytesPerService() {
        return bytes() / 2;
    }

    @Override
    public int instances() {
        return instances > 0 ? instances : Integer.MAX_VALUE;
    }

    @Override
    public int instancesPerService() {
        return instancesPerService > 0 ? instancesPerService : Integer.MAX_VALUE;
    }
}
