package polis.registry.eureka;

/** Who calls, by user and password. */
sealed interface EurekaPrincipal {

    /** Another node of the registry, which passes on what its clients said. */
    record Node() implements EurekaPrincipal {}

    /** Somebody who knows the password that all share. */
    record Shared() implements EurekaPrincipal {}

    /** Somebody with a credential of this service. */
    record OfService(String service) implements EurekaPrincipal {}
}
