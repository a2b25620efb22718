package polis.registry.lifecycle;

import java.util.Locale;

/**
 * Who moves a service or an instance.
 *
 * @param name as the history keeps it
 */
public record Actor(String name, Kind kind) {

    /** An instance's own lease in the Eureka server. */
    public static final Actor LEASE = new Actor("eureka", Kind.LEASE);

    /** The registry's own check of an instance's health. */
    public static final Actor HEALTH_CHECK = new Actor("health-check", Kind.HEALTH_CHECK);

    /** What kinds of actor there are; {@link Authority} says what each may cause. */
    public enum Kind {
        /** Whoever starts and stops the instances: it knows what it does. */
        SCHEDULER,
        /** What an instance says of itself. */
        LEASE,
        /** What the registry found out by asking. */
        HEALTH_CHECK,
        /** A person or a pipeline. */
        OPERATOR;

        /** With its article, for a sentence. */
        public String inWords() {
            String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return (this == OPERATOR ? "an " : "a ") + words;
        }
    }
}
