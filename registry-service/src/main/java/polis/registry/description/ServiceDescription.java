package polis.registry.description;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.masking.Masker;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;

/**
 * What a source says of a service. It need not say everything: what it leaves out is missing here.
 *
 * @param tier criticality: 0, everything stops without it, to 3, nobody notices for a day; 2 where nobody says anything
 * @param onCall how to reach whoever is on call: a name, an address, a schedule
 * @param repository where its source is kept
 * @param domain the district that it belongs to
 * @param tags what it can be filtered by
 * @param dependsOn names of the services it calls, as declared
 */
public record ServiceDescription(@Nullable @Size(max = 200) @PlainText String title,
        @Nullable @Size(max = 4000) @PlainText String description, @Nullable @Min(0) @Max(3) Integer tier,
        @Nullable @Size(max = 200) @PlainText String owner, @Nullable @Size(max = 200) @PlainText String onCall,
        @Nullable @Size(max = 2000) @Pattern(regexp = "\\S*", message = "must be an address without blanks") @PlainText String repository,
        @Nullable @DnsLabel String domain,
        @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = TAG, message = "must be at most 63 of the signs a-z 0-9 + # : . _ -, with a letter, a digit, + or # at both ends") String> tags,
        @Nullable @Size(max = 50) List<@NotNull @Valid Link> links,
        @Nullable @Size(max = 500) List<@NotNull @DnsLabel String> dependsOn) {

    /** The tier of a service whose tier nobody named. */
    public static final int USUAL_TIER = 2;

    /** What everybody has of whom nothing is said. */
    static final ServiceDescription UNSAID = new ServiceDescription(null, null, USUAL_TIER, null, null, null, null,
            List.of(), List.of(), List.of());

    private static final String TAG = "[a-z0-9+#]([-a-z0-9+#:._]{0,61}[a-z0-9+#])?";

    /** What is kept of it: people write passwords into texts and addresses. */
    ServiceDescription masked() {
        return new ServiceDescription(masked(title), masked(description), tier, owner, masked(onCall),
                masked(repository), domain, tags, links == null ? null : links.stream().map(Link::masked).toList(),
                dependsOn);
    }

    static @Nullable String masked(@Nullable String text) {
        return text == null ? null : Masker.byNames().mask(text);
    }

    /** Returns whether it can be a tag. */
    public static boolean isTag(String text) {
        return text.matches(TAG);
    }
}
