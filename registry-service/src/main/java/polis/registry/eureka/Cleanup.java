package polis.registry.eureka;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import polis.registry.lease.Leases;

/** Removes what is out of date: old changes, and payloads that nobody fetches. */
@Component
public class Cleanup {

    private final Leases leases;
    private final Payloads payloads;
    private final InstantSource clock;
    private final Duration pace;

    Cleanup(Leases leases, Payloads payloads, InstantSource clock, EurekaSettings settings) {
        this.leases = leases;
        this.payloads = payloads;
        this.clock = clock;
        this.pace = settings.evictionInterval();
    }

    /** Returns how often leases are looked through. */
    public Duration pace() {
        return pace;
    }

    /** Runs once per look. */
    public void run() {
        leases.forget(clock.millis());
        payloads.cleanUp();
    }
}
