package polis.registry.caller;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tells schedulers from operators.
 *
 * @param schedulers subjects of tokens that start and stop instances, and so may cause every transition
 */
@ConfigurationProperties("polis.registry.caller")
record CallerSettings(@DefaultValue("scheduler") Set<String> schedulers) {}
