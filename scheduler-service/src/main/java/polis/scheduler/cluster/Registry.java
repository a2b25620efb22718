package polis.scheduler.cluster;

/** registry-service as the scheduler sees it. */
public interface Registry {

    /** What it showed at the last look. */
    RegistrySnapshot snapshot();

    /** Looks again, and returns whether anything is different. While the registry is away the last look is kept. */
    boolean look();

    void announce(String service, String id, String version, long revision, Instance.Endpoint endpoint);

    /** Takes the instance to the state by the states that lie between; one that the registry does not know is left. */
    void moveInstance(String service, String id, Lifecycle to, String reason, long revision);

    /** An instance that ended by itself is shown as FAILED on its way to GONE. */
    void endInstance(String service, String id, boolean failed, String reason, long revision);

    /** Takes the service to the state by the states that lie between. */
    void moveService(String service, Lifecycle to, String reason, long revision);
}
