package polis.registry.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import polis.security.seal.SealException;
import polis.security.seal.SealKey;

// ADR 71
/** Seals with the key of today, opens with all that are known. */
@Component
@EnableConfigurationProperties(SealSettings.class)
public class Seal {

    static final int SHORTEST = 32;

    private static final String PURPOSE = "polis registry seal";

    private final SealKey current;
    private final Map<String, SealKey> known = new LinkedHashMap<>();

    Seal(SealSettings settings) {
        String text = settings.key();
        if (text == null || text.isBlank()) {
            throw new SealException("polis.registry.seal.key is not set; secrets in the database are sealed with it.");
        }
        this.current = key(text);
        settings.accepted().stream().filter(former -> !former.isBlank()).map(Seal::key)
                .forEach(former -> known.put(former.id(), former));
        known.put(current.id(), current);
    }

    private static SealKey key(String text) {
        if (text.strip().length() < SHORTEST) {
            throw new SealException("polis.registry.seal.key and .accepted must be random and have at least " + SHORTEST
                    + " characters each.");
        }
        return SealKey.of(text, PURPOSE);
    }

    /**
     * Seals a text for one place in the database.
     *
     * @param place the table and the row; the same is needed to open it
     */
    public Sealed seal(String text, String place) {
        return new Sealed(current.id(), current.seal(text, place));
    }

    /**
     * The text.
     *
     * @throws SealException when its key is not known, or when it was changed or stood elsewhere
     */
    public String open(Sealed sealed, String place) {
        SealKey key = known.get(sealed.keyId());
        if (key == null) {
            throw new SealException("%s is sealed with the key %s, and the configured key is %s.".formatted(place,
                    sealed.keyId(), current.id()));
        }
        return key.open(sealed.bytes(), place);
    }

    /** Returns whether it was sealed with the key of today. */
    public boolean isCurrent(Sealed sealed) {
        return sealed.keyId().equals(current.id());
    }
}
