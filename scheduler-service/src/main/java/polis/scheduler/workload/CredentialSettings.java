package polis.scheduler.workload;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Eureka credentials of what is started here.
 *
 * @param renewAfter how old one may be that an instance is started with; an older one is replaced first
 */
@Validated
@ConfigurationProperties("polis.scheduler.credential")
record CredentialSettings(@DefaultValue("30d") @NotNull @DurationMin(seconds = 1) Duration renewAfter) {}
