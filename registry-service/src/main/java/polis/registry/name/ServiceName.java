package polis.registry.name;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a service in the directory. */
public final class ServiceName {

    private static final Pattern LABEL = Pattern.compile(DnsLabel.PATTERN);

    private ServiceName() {}

    /**
     * Eureka's names are upper case, and {@code MY_APP} is common; the directory's are DNS labels. Null for what is
     * none even so.
     */
    public static @Nullable String of(String app) {
        String name = app.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        return LABEL.matcher(name).matches() ? name : null;
    }
}
