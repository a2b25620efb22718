package polis.registry.eureka;

/** An authenticated caller of Eureka's protocol. */
sealed interface EurekaPrincipal {

    /** Another node of the registry, which passes on what its clients said. */
    record Node() implements EurekaPrincipal {}

    /** A caller with the shared password. */
    record Shared() implements EurekaPrincipal {}

    /** A caller with a credential of this service. */
    record OfService(String service) implements EurekaPrincipal {}
}
