package polis.registry.node;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The nodes of the registry.
 *
 * @param peers Eureka URLs of the nodes, with or without user and password; this node may be among them. Where none is
 *              named, those of {@code eureka.client.service-url.defaultZone} are taken
 * @param heartbeats how often renewals are passed on
 * @param compare how often a node compares what it holds with each other node
 * @param silence a node that has not signed in with the database for so long is dead, and its leases may expire
 *                elsewhere
 * @param grace after a node was cut off from everything nothing expires for so long: its clients may come back first
 * @param waiting changes that may wait for a node that cannot be reached; past that they are forgotten, and comparing
 *                brings them
 */
@Validated
@ConfigurationProperties("polis.registry.node")
record NodeSettings(@DefaultValue List<String> peers,
        @DefaultValue("500ms") @DurationMin(millis = 50) Duration heartbeats,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration compare,
        @DefaultValue("15s") @DurationMin(seconds = 1) Duration silence, @DefaultValue("30s") Duration grace,
        @DefaultValue("10000") @Min(1) int waiting) {}
