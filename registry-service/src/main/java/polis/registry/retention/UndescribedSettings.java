package polis.registry.retention;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Services that nobody described.
 *
 * @param passing one without an instance is remembered for so long
 * @param most how many there may be; past that only described names may be registered anew. 0: what the heap carries,
 *             one for each 16 KiB above 48 MiB
 */
@Validated
@ConfigurationProperties("polis.registry.undescribed")
public record UndescribedSettings(@DefaultValue("P7D") @NotNull @DurationMin(minutes = 1) Duration passing,
        @DefaultValue("0") @PositiveOrZero int most) {

    private static final long BASE = 48L << 20;
    private static final long BYTES_OF_A_SERVICE = 16L << 10;

    @Override
    public int most() {
        return most > 0
                ? most
                : Math.clamp((Runtime.getRuntime().maxMemory() - BASE) / BYTES_OF_A_SERVICE, 1_000, 100_000);
    }
}
