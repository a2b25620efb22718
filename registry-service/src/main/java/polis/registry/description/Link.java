package polis.registry.description;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import polis.masking.Masker;
import polis.registry.name.PlainText;

/**
 * Where to read on.
 *
 * @param url of the web or of mail: browsers show it as a link, so that nothing that runs may stand there
 * @param type a word of the site's own, such as {@code dashboard} or {@code runbook}
 */
public record Link(@Nullable @Size(max = 200) @PlainText String title,
        @NotNull @Size(max = 2000) @Pattern(regexp = "(https?://|mailto:)[^\\s<>\"\\x00-\\x1F\\x7F]+", message = "must be an address that begins with https://, http:// or mailto:") String url,
        @Nullable @Size(max = 50) @PlainText String type) {

    Link masked() {
        return new Link(title == null ? null : Masker.byNames().mask(title), Masker.byNames().mask(url), type);
    }
}
