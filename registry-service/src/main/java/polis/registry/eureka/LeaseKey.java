package polis.registry.eureka;

import java.util.Locale;

/** The same instance id may occur in two applications. Applications are upper case, as Eureka keeps them. */
record LeaseKey(String app, String id) {

    LeaseKey {
        app = app.toUpperCase(Locale.ROOT);
    }
}
