package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polis.clock.test.SettableClock;
import polis.registry.lease.LeaseRegistry.Renewal;

/** One node among others, that are only told of here. */
class LeaseReplicationTests {

    private static final Source OTHER = Source.peer("other");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Leases leases = new Leases();
    private final LeaseChanges changes = new LeaseChanges(new LeaseSettings(100), Bounds.ROOMY);
    private final LeaseStore store = new LeaseStore(leases, changes, clock);
    private final LeaseRegistry registry = new LeaseRegistry(store);
    private final LeaseReplication peerLeases = new LeaseReplication(store);
    private final List<String> news = new ArrayList<>();
    private boolean otherIsDead;

    @BeforeEach
    void join() {
        peerLeases.join(new PeerNodes() {
            @Override
            public String self() {
                return "self";
            }

            @Override
            public void registered(InstanceInfo info) {
                news.add("registered " + info.getId());
            }

            @Override
            public void ended(InstanceInfo info, boolean expired) {
                news.add((expired ? "expired " : "cancelled ") + info.getId());
            }

            @Override
            public void overridden(InstanceInfo info, InstanceStatus status) {
                news.add(status + " " + info.getId());
            }

            @Override
            public boolean mayEnd(String node) {
                return node.equals("self") || otherIsDead;
            }
        });
    }

    @Test
    void whatAClientSaysIsWrittenAndPassedOnAndWhatANodeSaysIsNeither() throws InterruptedException {
        registry.register(LeaseFixture.info("mine", 90, 1), Source.CLIENT);
        registry.register(LeaseFixture.info("theirs", 90, 1), OTHER);
        registry.override("CART", "theirs", InstanceStatus.OUT_OF_SERVICE, OTHER);
        registry.cancel("CART", "theirs", OTHER);
        assertThat(news).containsExactly("registered mine");
        assertThat(written()).containsExactly("mine self");
    }

    @Test
    void aLeaseOfAnotherNodeDoesNotExpireHereWhileThatNodeLives() throws InterruptedException {
        registry.register(LeaseFixture.info("theirs", 30, 1), OTHER);
        clock.advance(Duration.ofMinutes(10));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isOne();
        otherIsDead = true;
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
        assertThat(written()).containsExactly("theirs other expired");
        assertThat(news).containsExactly("expired theirs");
    }

    @Test
    void aClientThatComesFromAnotherNodeIsThisNodesFromThenOnAndThatIsWrittenOnce() throws InterruptedException {
        registry.register(LeaseFixture.info("a", 30, 1), OTHER);
        registry.renew("CART", "a", 1, Source.CLIENT);
        registry.renew("CART", "a", 1, Source.CLIENT);
        assertThat(written()).containsExactly("a self");
        clock.advance(Duration.ofSeconds(31));
        LeaseFixture.expireAll(registry);
        assertThat(leases.size()).isZero();
    }

    @Test
    void anotherNodesExpiryDoesNotEndWhatIsRenewedHere() {
        registry.register(LeaseFixture.info("a", 30, 1), Source.CLIENT);
        assertThat(peerLeases.expiredElsewhere("CART", "a", OTHER)).isNotNull();
        assertThat(leases.size()).isOne();
        registry.renew("CART", "a", 1, OTHER);
        assertThat(peerLeases.expiredElsewhere("CART", "a", OTHER)).isNull();
        assertThat(leases.size()).isZero();
    }

    @Test
    void whatAnotherNodeLetExpireWhileThisOneStoodStillIsOver() {
        registry.register(LeaseFixture.info("a", 30, 1), Source.CLIENT);
        registry.register(LeaseFixture.info("b", 900, 1), Source.CLIENT);
        clock.advance(Duration.ofMinutes(2));
        assertThat(peerLeases.expiredElsewhere("CART", "a", OTHER)).isNull();
        assertThat(peerLeases.expiredElsewhere("CART", "b", OTHER)).isNotNull();
        assertThat(leases.find("CART", "a")).isNull();
    }

    @Test
    void whatEndedHereIsNotBroughtBackByANodeThatHasNotHeardOfIt() {
        registry.register(LeaseFixture.info("a", 30, 1), Source.CLIENT);
        registry.cancel("CART", "a", Source.CLIENT);
        assertThat(peerLeases.merge(LeaseFixture.info("a", 30, 1), "other")).isEqualTo(MergeResult.CANCELLED_HERE);
        assertThat(leases.size()).isZero();
        assertThat(peerLeases.merge(LeaseFixture.info("a", 30, 2), "other")).isEqualTo(MergeResult.MERGED);
        assertThat(leases.size()).isOne();
    }

    @Test
    void whatExpiredHereComesBackWhenTheOtherNodeInsists() {
        registry.register(LeaseFixture.info("a", 30, 1), Source.CLIENT);
        clock.advance(Duration.ofSeconds(31));
        LeaseFixture.expireAll(registry);
        assertThat(peerLeases.merge(LeaseFixture.info("a", 30, 1), "other")).isEqualTo(MergeResult.EXPIRED_HERE);
        peerLeases.reinstate(LeaseFixture.info("a", 30, 1), "other");
        assertThat(leases.size()).isOne();
    }

    @Test
    void ofTwoStatesTheNewerIsKeptOnBothSides() {
        InstanceInfo old = LeaseFixture.info("a", 30, 1);
        registry.register(LeaseFixture.info("a", 30, 2), Source.CLIENT);
        peerLeases.merge(old, "other");
        assertThat(registry.renew("CART", "a", 2, Source.CLIENT)).isEqualTo(Renewal.RENEWED);
        var newer = new InstanceInfo.Builder(LeaseFixture.info("a", 30, 2))
                .setLastUpdatedTimestamp(System.currentTimeMillis() + 60_000).build();
        newer.setStatusWithoutDirty(InstanceStatus.OUT_OF_SERVICE);
        newer.setOverriddenStatus(InstanceStatus.OUT_OF_SERVICE);
        peerLeases.merge(newer, "other");
        assertThat(leases.find("CART", "a").status()).isEqualTo("OUT_OF_SERVICE");
    }

    @Test
    void nodesThatHoldTheSameHaveTheSameDigestWhateverTheOrder() {
        var elsewhere = new Leases();
        var another = new LeaseRegistry(new LeaseStore(elsewhere, changes, clock));
        registry.register(LeaseFixture.info("a", 30, 1), Source.CLIENT);
        registry.register(LeaseFixture.info("b", 30, 1), Source.CLIENT);
        another.register(LeaseFixture.info("b", 30, 1), OTHER);
        assertThat(new ReplicationView(elsewhere).digest()).isNotEqualTo(new ReplicationView(leases).digest());
        another.register(LeaseFixture.info("a", 30, 1), OTHER);
        assertThat(new ReplicationView(elsewhere).digest()).isEqualTo(new ReplicationView(leases).digest());
    }

    private List<String> written() throws InterruptedException {
        return changes.take(100, Duration.ZERO).stream()
                .map(change -> change.id() + " " + change.node() + (change.expired() ? " expired" : "")).toList();
    }
}
