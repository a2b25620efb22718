package polis.registry.eureka;

/** Who calls, by user and password. */
sealed interface EurekaCaller {

    /** Another node of the registry, which passes on what its clients said. */
    record Node() implements EurekaCaller {}

    /** Somebody who knows the password that all share. */
    record Shared() implements EurekaCaller {}

    /** Somebody with a credential of this service. */
    record OfService(String service) implements EurekaCaller {}
}
