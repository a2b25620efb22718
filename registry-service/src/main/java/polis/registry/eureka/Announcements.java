package polis.registry.eureka;

/** What schedulers announced. */
@FunctionalInterface
public interface Announcements {

    /** Whether this instance was announced and is not gone. Reads the database. */
    boolean has(String service, String id);
}
