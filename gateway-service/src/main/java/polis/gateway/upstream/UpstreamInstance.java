package polis.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import polis.address.AddressPolicy;
import polis.address.Verdict;
import polis.gateway.balance.Backoff;
import polis.gateway.balance.Candidate;
import polis.gateway.balance.SlowStart;
import reactor.netty.http.client.HttpClient;

/** An instance with what the gateway itself knows of it: its weight, what is in flight, and whether it is ejected. */
public final class UpstreamInstance implements Candidate {

    public static final int FULL_WEIGHT = 100;

    private final HttpClient client;
    private final long slowStartMillis;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Instance instance;
    private volatile @Nullable String barred = "Its address is not checked yet.";
    private volatile int adminWeight;
    private volatile long admittedMillis;
    private volatile long ejectedUntilMillis;
    private int ejections;

    UpstreamInstance(Instance instance, HttpClient client, int adminWeight, long slowStartMillis) {
        this.instance = instance;
        this.client = client;
        this.adminWeight = adminWeight;
        this.slowStartMillis = slowStartMillis;
    }

    /** A client bound to the address of the instance, with its connections pooled. */
    public HttpClient client() {
        return client;
    }

    public String id() {
        return instance.key().id();
    }

    public String host() {
        return String.valueOf(instance.host());
    }

    public int port() {
        return instance.port();
    }

    public boolean secure() {
        return instance.secure();
    }

    @Override
    public double weight(long nowMillis) {
        if (ejected() || adminWeight == 0) {
            return 0;
        }
        return SlowStart.share(admittedMillis, nowMillis, slowStartMillis) * adminWeight / FULL_WEIGHT;
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    /**
     * Counts one more request in flight, unless the instance has just been pulled. It is counted before the weight is
     * looked at again: whoever sets the weight to 0 and then reads nothing in flight can rely on it that nothing will
     * come.
     */
    boolean acquire() {
        inFlight.incrementAndGet();
        if (adminWeight == 0 || barred != null || !instance.serves()) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a slot back that was acquired; {@link ConnectionSlot} calls it once. */
    void release() {
        inFlight.decrementAndGet();
    }

    public Instance instance() {
        return instance;
    }

    /** Takes over what the registry says now. */
    void describe(Instance instance, long nowMillis) {
        if (instance.serves() && !this.instance.serves()) {
            admittedMillis = nowMillis;
        }
        this.instance = instance;
    }

    void admit(long nowMillis) {
        admittedMillis = nowMillis;
    }

    /** Returns the weight that an admin gave it, 0 to 100. */
    public int adminWeight() {
        return adminWeight;
    }

    /** Changes its weight; one that had none begins with a slow start. */
    public void adminWeight(int weight, long nowMillis) {
        if (adminWeight == 0 && weight > 0) {
            admittedMillis = nowMillis;
        }
        adminWeight = weight;
    }

    /** Returns why it may get no traffic where it is; null when it may. */
    public @Nullable String barred() {
        return barred;
    }

    /** Checks its address anew, without waiting for its name; returns whether that made a difference. */
    boolean checkAddress(AddressPolicy policy) {
        String now = switch (policy.known(host(), port())) {
            case Verdict.Allowed _ -> null;
            case Verdict.Forbidden(String why) -> why;
            case Verdict.Unresolved(String why) -> why;
        };
        boolean changed = (now == null) != (barred == null);
        barred = now;
        return changed;
    }

    boolean ejected() {
        return ejectedUntilMillis != 0;
    }

    /** Returns when it is looked at again at the earliest; null when it is not ejected. */
    public @Nullable Long ejectedUntilMillis() {
        long until = ejectedUntilMillis;
        return until == 0 ? null : until;
    }

    synchronized void eject(long nowMillis, Backoff backoff) {
        ejections++;
        ejectedUntilMillis = nowMillis + backoff.after(ejections);
    }

    /** Lets it in again, slowly. */
    synchronized void readmit(long nowMillis) {
        ejections = 0;
        admittedMillis = nowMillis;
        ejectedUntilMillis = 0;
    }
}
