package polis.dependencymap.span;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What share of their traces services report, where their spans do not say it themselves.
 *
 * @param sampling share of the traces by service, over 0 and up to 1: each span then stands for several. Names with
 *                 dots are written in brackets
 */
@Validated
@ConfigurationProperties("polis.map")
public record SamplingSettings(
        @DefaultValue Map<String, @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") Double> sampling) {

    public SamplingSettings {
        sampling = sampling.entrySet().stream().collect(
                Collectors.toUnmodifiableMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
