package polis.registry.eureka;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may register.
 *
 * @param shared whether the shared user and password register names that nobody has reserved: for trials. Where it is
 *               off, clients need credentials of their services
 * @param announcedOnly whether only instances may register that a scheduler announced
 * @param nodePassword what nodes of the registry tell each other things with; where none is set they use the shared
 *         password
 */
@ConfigurationProperties("polis.registry.eureka")
record EurekaAccess(@DefaultValue("true") boolean shared, @DefaultValue("false") boolean announcedOnly,
        @Nullable String nodePassword) {}
