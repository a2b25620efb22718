package polis.scheduler.operation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long operations are remembered.
 *
 * @param keep an operation is listed for so long after its end, with its steps
 * @param most how many that have ended are kept; of more the oldest are forgotten, however young they are
 */
@ConfigurationProperties("polis.scheduler.operations")
record OperationSettings(@DefaultValue("P90D") Duration keep, @DefaultValue("10000") int most) {}
