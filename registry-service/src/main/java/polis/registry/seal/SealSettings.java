package polis.registry.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What secrets in the database are sealed with.
 *
 * @param key a random text of at least 32 characters, which stands nowhere in the database; the registry does not start
 *            without one
 * @param accepted former keys, and those that other nodes seal with already: what they sealed is read, and at the start
 *                 sealed anew with {@code key}
 */
@ConfigurationProperties("polis.registry.seal")
record SealSettings(@Nullable String key, @DefaultValue List<String> accepted) {

    @Override
    public String toString() {
        return "SealSettings[accepted=" + accepted.size() + "]";
    }
}
