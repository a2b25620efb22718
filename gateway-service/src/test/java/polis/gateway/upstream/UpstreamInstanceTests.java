package polis.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polis.address.AddressPolicy;
import polis.address.AddressSettings;
import reactor.netty.http.client.HttpClient;

/** What a drain relies on: weight 0 and nothing in flight means that nothing will come. */
class UpstreamInstanceTests {

    private final AddressPolicy policy = new AddressPolicy(
            new AddressSettings(List.of(), List.of(), Duration.ofMinutes(1), Duration.ofMinutes(1), 4), _ -> List.of());

    private final UpstreamInstance instance = new UpstreamInstance(described("RUN"), HttpClient.create(),
            UpstreamInstance.FULL_WEIGHT, 0);

    @BeforeEach
    void addressIsAllowed() {
        instance.checkAddress(policy);
    }

    @AfterEach
    void close() {
        policy.close();
    }

    @Test
    void servingInstanceCountsWhatItAcquiredUntilItIsReleasedOnce() {
        assertThat(instance.acquire()).isTrue();
        ConnectionSlot slot = new ConnectionSlot(instance);
        assertThat(instance.inFlight()).isEqualTo(1);

        assertThat(slot.release()).isTrue();
        assertThat(slot.release()).isFalse();
        assertThat(instance.inFlight()).isZero();
    }

    @Test
    void instanceThatWasPulledAfterItHadBeenChosenGetsNothing() {
        instance.adminWeight(0, 0);

        assertThat(instance.acquire()).isFalse();
        assertThat(instance.inFlight()).isZero();
    }

    @Test
    void instanceThatStoppedServingAfterItHadBeenChosenGetsNothing() {
        instance.describe(described("DESTROY"), 0);

        assertThat(instance.acquire()).isFalse();
        assertThat(instance.inFlight()).isZero();
    }

    @Test
    void instanceWhoseAddressNobodyCheckedGetsNothing() {
        UpstreamInstance unchecked = new UpstreamInstance(described("RUN"), HttpClient.create(),
                UpstreamInstance.FULL_WEIGHT, 0);

        assertThat(unchecked.acquire()).isFalse();
        assertThat(unchecked.inFlight()).isZero();
    }

    /** Either the request sees the weight, or whoever drains sees the request. */
    @Test
    void noRequestGetsInUnseenByTheOneWhoPullsInTheSameMoment() throws Exception {
        int rounds = 100_000;
        boolean[] acquired = new boolean[rounds];
        boolean[] drained = new boolean[rounds];
        CyclicBarrier start = new CyclicBarrier(2);
        UpstreamInstance[] instances = new UpstreamInstance[rounds];
        for (int i = 0; i < rounds; i++) {
            instances[i] = new UpstreamInstance(instance.instance(), instance.client(), UpstreamInstance.FULL_WEIGHT,
                    0);
            instances[i].checkAddress(policy);
        }
        Thread client = Thread.ofPlatform().start(() -> {
            await(start);
            for (int i = 0; i < rounds; i++) {
                acquired[i] = instances[i].acquire();
            }
        });
        await(start);
        for (int i = 0; i < rounds; i++) {
            instances[i].adminWeight(0, 0);
            drained[i] = instances[i].inFlight() == 0;
        }
        client.join();

        for (int i = 0; i < rounds; i++) {
            assertThat(acquired[i] && drained[i]).as("round %d", i).isFalse();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instance described(String state) {
        return new Instance("shop", "a", "1.0.0", "127.0.0.1", 8, "http", state, null);
    }
}
