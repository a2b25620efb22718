package polis.registry.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Seals with the key of today, opens with all that are known. */
@Component
@EnableConfigurationProperties(SealSettings.class)
public class Seal {

    private final SealKey current;
    private final Map<String, SealKey> known = new LinkedHashMap<>();

    Seal(SealSettings settings) {
        String text = settings.key();
        if (text == null || text.isBlank()) {
            throw new SealException("There is no key to seal secrets in the database with.");
        }
        this.current = SealKey.of(text);
        settings.accepted().stream().filter(former -> !former.isBlank()).map(SealKey::of)
                .forEach(former -> known.put(former.id(), former));
        known.put(current.id(), current);
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
            throw new SealException("What is kept for %s was sealed with the key %s, and the configured one is %s."
                    .formatted(place, sealed.keyId(), current.id()));
        }
        return key.open(sealed.bytes(), place);
    }

    /** Whether it was sealed with the key of today. */
    public boolean isCurrent(Sealed sealed) {
        return sealed.keyId().equals(current.id());
    }
}
