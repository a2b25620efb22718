package polis.scheduler.node;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param name how this machine is called in placements
 * @param memory memory that instances may reserve; without it what the machine, or the container, has
 */
@ConfigurationProperties("polis.scheduler.node")
record NodeSettings(@DefaultValue("local") String name, @Nullable DataSize memory) {}
