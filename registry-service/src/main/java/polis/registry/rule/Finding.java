package polis.registry.rule;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong.
 *
 * @param id the same as long as it is the same thing that is wrong: kind, service and what it is about, joined by dots
 * @param related the other service that it is about, where there is one
 * @param explanation why it is wrong, in sentences
 * @param fix what to do about it
 */
public record Finding(String id, Kind kind, Severity severity, String service, @Nullable String related,
        String explanation, String fix) {

    static Finding of(Kind kind, Severity severity, String service, String explanation, String fix) {
        return new Finding(kind.slug() + "." + service, kind, severity, service, null, explanation, fix);
    }

    static Finding of(Kind kind, Severity severity, String service, String related, String explanation, String fix) {
        return new Finding(kind.slug() + "." + service + "." + related, kind, severity, service, related, explanation,
                fix);
    }
}
