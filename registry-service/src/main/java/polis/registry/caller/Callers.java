package polis.registry.caller;

import java.security.Principal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import polis.registry.lifecycle.Actor;

/** Tells what kind of actor a caller is. */
@Component
@EnableConfigurationProperties(CallerSettings.class)
public class Callers {

    private final CallerSettings settings;

    Callers(CallerSettings settings) {
        this.settings = settings;
    }

    /** Every token that is no scheduler's is an operator's, be it a person or a pipeline. */
    public Actor actor(Principal caller) {
        boolean scheduler = settings.schedulers().contains(caller.getName());
        return new Actor(caller.getName(), scheduler ? Actor.Kind.SCHEDULER : Actor.Kind.OPERATOR);
    }
}
