package polis.registry.credential;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many credentials there may be.
 *
 * @param perService of one service; two are needed while one takes the other's place
 * @param most of all services
 */
@Validated
@ConfigurationProperties("polis.registry.credential")
record CredentialSettings(@DefaultValue("4") @Min(2) @Max(100) int perService,
        @DefaultValue("50000") @Min(1) int most) {}
