package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polis.clock.test.SettableClock;
import polis.registry.lease.LeaseRegistry.Renewal;

class LeaseRegistryTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Leases leases = new Leases();
    private final LeaseChanges changes = new LeaseChanges(new LeaseSettings(100), Bounds.ROOMY);
    private final LeaseStore store = new LeaseStore(leases, changes, clock);
    private final LeaseRegistry registry = new LeaseRegistry(store);
    private final LeaseReplication peerLeases = new LeaseReplication(store);

    @Test
    void aLeaseEndsAfterItsDurationAndNotAfterTwo() throws InterruptedException {
        register("a", 90);
        clock.advance(Duration.ofSeconds(60));
        assertThat(renew("a")).isEqualTo(Renewal.RENEWED);
        clock.advance(Duration.ofSeconds(90));
        LeaseFixture.expireAll(registry);
        assertThat(leases.find("CART", "a")).isNotNull();
        clock.advance(Duration.ofMillis(1));
        LeaseFixture.expireAll(registry);
        assertThat(leases.find("CART", "a")).isNull();
        assertThat(told()).containsExactly("a Its lease expired: no renewal for 90 s, and it is gone.");
    }

    @Test
    void allThatExpiredGoAtOnceAndNotAFewPerTick() {
        for (int i = 0; i < 20; i++) {
            register("a" + i, 30);
        }
        clock.advance(Duration.ofSeconds(31));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
    }

    @Test
    void plannedRemovalsOfNearlyAllDoNotKeepTheRestFromExpiring() {
        for (int i = 0; i < 100; i++) {
            register("a" + i, 30);
        }
        for (int i = 1; i < 100; i++) {
            assertThat(registry.cancel("CART", "a" + i, Source.CLIENT)).isTrue();
        }
        clock.advance(Duration.ofSeconds(31));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
    }

    @Test
    void aRenewalIsNoChangeAndKeepsTheRegistrationAsItIs() throws InterruptedException {
        register("a", 90);
        told();
        long version = leases.version();
        Lease held = leases.get("CART", "a");
        renew("a");
        assertThat(told()).isEmpty();
        assertThat(leases.version()).isEqualTo(version);
        assertThat(leases.get("CART", "a")).isSameAs(held);
    }

    @Test
    void theLastRenewalIsWhenItHappened() {
        register("a", 90);
        clock.advance(Duration.ofSeconds(30));
        renew("a");
        assertThat(leases.find("CART", "a")).isEqualTo(new LeaseView("UP", clock.instant(), false, null));
    }

    @Test
    void aCancelIsOneChange() throws InterruptedException {
        register("a", 90);
        assertThat(registry.cancel("CART", "a", Source.CLIENT)).isTrue();
        assertThat(registry.cancel("CART", "a", Source.CLIENT)).isFalse();
        assertThat(told()).containsExactly("a Its lease was cancelled.");
    }

    @Test
    void whatIsToldAfterTheClockWasSetBackIsNotToldEarlier() throws InterruptedException {
        register("a", 90);
        long at = changes.take(1, Duration.ZERO).getFirst().at();
        clock.advance(Duration.ofHours(-1));
        registry.cancel("CART", "a", Source.CLIENT);
        assertThat(changes.take(1, Duration.ZERO)).singleElement()
                .satisfies(end -> assertThat(end.at()).isGreaterThanOrEqualTo(at));
    }

    @Test
    void aStatusOverrideAndItsRemovalAreChanges() throws InterruptedException {
        register("a", 90);
        told();
        registry.override("CART", "a", InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        assertThat(told()).containsExactly("a OUT_OF_SERVICE");
        registry.override("CART", "a", InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        assertThat(told()).isEmpty();
        registry.removeOverride("CART", "a", InstanceStatus.UP, Source.CLIENT);
        assertThat(told()).containsExactly("a UP");
    }

    @Test
    void anOverrideOutlastsRegistrationsAndItsRemovalBringsBackWhatTheClientSays() {
        register("a", 90);
        registry.override("CART", "a", InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        register("a", 90);
        assertThat(status("a")).isEqualTo("OUT_OF_SERVICE");
        registry.removeOverride("CART", "a", null, Source.CLIENT);
        assertThat(status("a")).isEqualTo("UP");
        assertThat(renew("a")).isEqualTo(Renewal.RENEWED);
    }

    @Test
    void aClientThatIsDownIsDownUnderAnyOverride() {
        register("a", 90);
        registry.override("CART", "a", InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        InstanceInfo down = LeaseFixture.info("a", 90, 2);
        down.setStatusWithoutDirty(InstanceStatus.DOWN);
        registry.register(down, Source.CLIENT);
        assertThat(status("a")).isEqualTo("DOWN");
    }

    @Test
    void aClientThatHasChangedSinceItRegisteredIsAskedToRegister() {
        register("a", 90);
        assertThat(registry.renew("CART", "a", 2, Source.CLIENT)).isEqualTo(Renewal.UNKNOWN);
        registry.register(LeaseFixture.info("a", 90, 2), Source.CLIENT);
        assertThat(registry.renew("CART", "a", 2, Source.CLIENT)).isEqualTo(Renewal.RENEWED);
        assertThat(registry.renew("CART", "a", 1, Source.CLIENT)).isEqualTo(Renewal.OUTDATED);
    }

    @Test
    void anOldRegistrationRenewsAndChangesNothing() throws InterruptedException {
        registry.register(LeaseFixture.info("a", 90, 5), Source.CLIENT);
        told();
        clock.advance(Duration.ofSeconds(60));
        registry.register(LeaseFixture.info("a", 90, 4), Source.CLIENT);
        assertThat(told()).isEmpty();
        assertThat(leases.find("CART", "a")).isEqualTo(new LeaseView("UP", clock.instant(), false, null));
    }

    @Test
    void whoIsUnknownIsToldToRegister() {
        assertThat(renew("nobody")).isEqualTo(Renewal.UNKNOWN);
    }

    @Test
    void aRestoredLeaseIsMarkedUntilItsFirstRenewal() throws InterruptedException {
        peerLeases.restore(LeaseFixture.info("a", 90, 1), null);
        assertThat(leases.find("CART", "a")).isEqualTo(new LeaseView("UP", clock.instant(), true, null));
        assertThat(metadata("a")).containsEntry(LeaseFactory.RESTORED, "true");
        assertThat(told()).isEmpty();
        assertThat(registry.renew("CART", "a", 1, Source.CLIENT)).isEqualTo(Renewal.RENEWED);
        assertThat(leases.find("CART", "a")).isEqualTo(new LeaseView("UP", clock.instant(), false, null));
        assertThat(metadata("a")).doesNotContainKey(LeaseFactory.RESTORED).containsEntry("version", "1.0.0");
    }

    @Test
    void aRestoredLeaseGetsOneFreshDuration() {
        peerLeases.restore(LeaseFixture.info("a", 30, 1), null);
        clock.advance(Duration.ofSeconds(30));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isOne();
        clock.advance(Duration.ofSeconds(1));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
    }

    @Test
    void anAbsurdDurationIsBounded() {
        register("a", Integer.MAX_VALUE);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
    }

    @Test
    void theDeltaNamesEachChangedLeaseOnceAndForgetsAfterThreeMinutes() {
        register("a", 900);
        register("b", 900);
        registry.override("CART", "a", InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        registry.cancel("CART", "b", Source.CLIENT);
        Leases.Delta delta = leases.delta(clock.millis());
        assertThat(delta.hash()).isEqualTo("OUT_OF_SERVICE_1_");
        assertThat(delta.changed()).extracting(info -> info.getId() + " " + info.getActionType())
                .containsExactly("a MODIFIED", "b DELETED");
        clock.advance(Duration.ofSeconds(180));
        long version = leases.version();
        long deltaVersion = leases.deltaVersion();
        leases.forget(clock.millis());
        assertThat(leases.delta(clock.millis()).changed()).hasSize(2);
        assertThat(leases.deltaVersion()).isEqualTo(deltaVersion);
        clock.advance(Duration.ofSeconds(31));
        leases.forget(clock.millis());
        assertThat(leases.delta(clock.millis()).changed()).isEmpty();
        assertThat(leases.deltaVersion()).isGreaterThan(deltaVersion);
        assertThat(leases.version()).as("the lists do not show what is forgotten").isEqualTo(version);
    }

    private void register(String id, int seconds) {
        registry.register(LeaseFixture.info(id, seconds, 1), Source.CLIENT);
    }

    private Renewal renew(String id) {
        return registry.renew("CART", id, 0, Source.CLIENT);
    }

    private String status(String id) {
        return leases.find("CART", id).status();
    }

    private Map<String, String> metadata(String id) {
        return leases.get("CART", id).info().getMetadata();
    }

    private List<String> told() throws InterruptedException {
        var told = new ArrayList<String>();
        for (LeaseChange change : changes.take(100, Duration.ZERO)) {
            told.add(change.id() + " " + (change.endReason() == null ? change.info().getStatus() : change.endReason()));
        }
        return told;
    }
}
