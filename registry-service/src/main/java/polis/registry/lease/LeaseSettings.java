package polis.registry.lease;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes of leases wait for the database.
 *
 * @param pendingChanges leases whose change may wait for the database; past that all leases are compared when it is
 *         back
 */
@Validated
@ConfigurationProperties("polis.registry.eureka")
record LeaseSettings(@DefaultValue("100000") @Min(1) int pendingChanges) {}
