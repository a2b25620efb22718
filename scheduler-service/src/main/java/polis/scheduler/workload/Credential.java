package polis.scheduler.workload;

/** User and password of a service's Eureka clients. It says nothing of itself to logs. */
public record Credential(String username, String password) {

    @Override
    public String toString() {
        return "Credential[" + username + "]";
    }
}
