package polis.registry.service;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;

/**
 * What people say of a service.
 *
 * @param tier criticality: 0, the city stops without it, to 3, nobody notices for a day; 2 where nothing is said
 * @param dependsOn names of the services it calls, as declared
 */
record ServiceDescription(@Nullable @Size(max = 200) @PlainText String title,
        @Nullable @Size(max = 4000) @PlainText String description,
        @Nullable @Min(0) @Max(3) Integer tier, @Nullable @Size(max = 200) @PlainText String owner,
        @Nullable @DnsLabel String domain, @Nullable @Size(max = 500) List<@DnsLabel String> dependsOn) {

    static final int USUAL_TIER = 2;

    ServiceDescription {
        tier = tier == null ? Integer.valueOf(USUAL_TIER) : tier;
        // Nulls inside the list are the validator's to report.
        dependsOn = dependsOn == null ? List.of() : dependsOn.stream().filter(Objects::nonNull).distinct().toList();
    }

    @Override
    public Integer tier() {
        return Objects.requireNonNull(tier);
    }

    @Override
    public List<String> dependsOn() {
        return Objects.requireNonNull(dependsOn);
    }
}
