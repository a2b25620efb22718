package polis.dependencymap.live;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may watch the rates.
 *
 * @param watchers how many may watch this node at once
 * @param perPerson how many of them may be one person's, which is who has the same subject in the token
 */
@Validated
@ConfigurationProperties("polis.map.live")
record LiveSettings(@DefaultValue("200") @Min(1) int watchers, @DefaultValue("10") @Min(1) int perPerson) {}
