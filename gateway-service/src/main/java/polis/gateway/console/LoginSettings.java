package polis.gateway.console;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the console is entered.
 *
 * @param failuresPerMinute how many wrong codes an address may show in a minute before it is told to wait; a right one
 *         always passes
 */
@Validated
@ConfigurationProperties("polis.gateway.login")
record LoginSettings(@DefaultValue("30") @Min(1) int failuresPerMinute) {}
