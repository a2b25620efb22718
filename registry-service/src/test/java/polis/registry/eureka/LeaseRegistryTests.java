package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.appinfo.LeaseInfo;
import com.netflix.eureka.cluster.PeerEurekaNode;
import com.netflix.eureka.cluster.PeerEurekaNodes;
import com.netflix.eureka.resources.DefaultServerCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.commons.util.InetUtils;
import org.springframework.cloud.commons.util.InetUtilsProperties;
import org.springframework.cloud.netflix.eureka.EurekaClientConfigBean;
import org.springframework.cloud.netflix.eureka.EurekaInstanceConfigBean;
import org.springframework.cloud.netflix.eureka.InstanceInfoFactory;
import org.springframework.cloud.netflix.eureka.server.EurekaServerConfigBean;
import polis.clock.test.SettableClock;

class LeaseRegistryTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Leases leases = new Leases();
    private final LeaseChanges changes = new LeaseChanges(new EurekaSettings("eureka", "secret", 100));
    private LeaseRegistry registry;

    /** Eureka's counters ask a static for the data centre. */
    @BeforeAll
    static void nameTheDataCentre() {
        var config = new EurekaInstanceConfigBean(new InetUtils(new InetUtilsProperties()));
        assertThat(new ApplicationInfoManager(config, new InstanceInfoFactory().create(config)).getInfo()).isNotNull();
    }

    @BeforeEach
    void open() throws Exception {
        var server = new EurekaServerConfigBean();
        server.setEnableSelfPreservation(false);
        server.setUseReadOnlyResponseCache(false);
        var client = new EurekaClientConfigBean();
        var codecs = new DefaultServerCodecs(server);
        registry = new LeaseRegistry(server, client, codecs, null, null, leases, changes, clock);
        registry.init(new PeerEurekaNodes(registry, server, client, codecs, null) {
            @Override
            protected PeerEurekaNode createPeerEurekaNode(String url) {
                throw new UnsupportedOperationException(url);
            }
        });
    }

    @AfterEach
    void close() {
        registry.shutdown();
    }

    @Test
    void aLeaseEndsAfterItsDurationAndNotAfterTwo() throws InterruptedException {
        registry.register(info("a", 90), false);
        clock.advance(Duration.ofSeconds(60));
        assertThat(registry.renew("CART", "a", false)).isTrue();
        clock.advance(Duration.ofSeconds(90));
        registry.evict();
        assertThat(leases.find("CART", "a")).isNotNull();
        clock.advance(Duration.ofMillis(1));
        registry.evict();
        assertThat(leases.find("CART", "a")).isNull();
        assertThat(registry.getApplication("CART")).isNull();
        assertThat(told()).containsExactly("a Its lease expired: no renewal for 90 s.");
    }

    @Test
    void allThatExpiredGoAtOnceAndNotAFewPerTick() {
        for (int i = 0; i < 20; i++) {
            registry.register(info("a" + i, 30), false);
        }
        clock.advance(Duration.ofSeconds(31));
        registry.evict();
        assertThat(leases.size()).isZero();
    }

    @Test
    void aRenewalIsNoChange() throws InterruptedException {
        registry.register(info("a", 90), false);
        told();
        registry.renew("CART", "a", false);
        assertThat(told()).isEmpty();
    }

    @Test
    void theLastRenewalIsWhenItHappened() {
        registry.register(info("a", 90), false);
        clock.advance(Duration.ofSeconds(30));
        registry.renew("CART", "a", false);
        assertThat(leases.find("CART", "a")).isEqualTo(new LiveLease("UP", clock.instant(), false));
    }

    @Test
    void aCancelIsOneChange() throws InterruptedException {
        registry.register(info("a", 90), false);
        assertThat(registry.cancel("CART", "a", false)).isTrue();
        assertThat(registry.cancel("CART", "a", false)).isFalse();
        assertThat(told()).containsExactly("a Its lease was cancelled.");
    }

    @Test
    void aStatusOverrideAndItsRemovalAreChanges() throws InterruptedException {
        registry.register(info("a", 90), false);
        told();
        registry.statusUpdate("CART", "a", InstanceStatus.OUT_OF_SERVICE, null, false);
        assertThat(told()).containsExactly("a OUT_OF_SERVICE");
        registry.deleteStatusOverride("CART", "a", InstanceStatus.UP, null, false);
        assertThat(told()).containsExactly("a UP");
    }

    @Test
    void whoIsUnknownIsToldToRegister() {
        assertThat(registry.renew("CART", "nobody", false)).isFalse();
    }

    @Test
    void aRestoredLeaseIsMarkedUntilItsFirstRenewal() throws InterruptedException {
        registry.restore(info("a", 90));
        assertThat(leases.find("CART", "a")).isEqualTo(new LiveLease("UP", clock.instant(), true));
        assertThat(metadata("a")).containsEntry(LeaseRegistry.RESTORED, "true");
        assertThat(told()).isEmpty();
        assertThat(registry.renew("CART", "a", false)).isTrue();
        assertThat(leases.find("CART", "a")).isEqualTo(new LiveLease("UP", clock.instant(), false));
        assertThat(metadata("a")).doesNotContainKey(LeaseRegistry.RESTORED).containsEntry("version", "1.0.0");
    }

    @Test
    void aRestoredLeaseGetsOneFreshDuration() {
        registry.restore(info("a", 30));
        clock.advance(Duration.ofSeconds(30));
        registry.evict();
        assertThat(leases.size()).isOne();
        clock.advance(Duration.ofSeconds(1));
        registry.evict();
        assertThat(leases.size()).isZero();
    }

    @Test
    void anAbsurdDurationIsBounded() {
        registry.register(info("a", Integer.MAX_VALUE), false);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        registry.evict();
        assertThat(leases.size()).isZero();
    }

    private Map<String, String> metadata(String id) {
        return registry.getInstanceByAppAndId("CART", id, false).getMetadata();
    }

    private List<String> told() throws InterruptedException {
        var told = new ArrayList<String>();
        for (LeaseChange change : changes.take(100, Duration.ZERO)) {
            told.add(change.id() + " " + (change.endReason() == null ? change.info().getStatus() : change.endReason()));
        }
        return told;
    }

    private static InstanceInfo info(String id, int seconds) {
        return InstanceInfo.Builder.newBuilder().setAppName("CART").setInstanceId(id).setHostName("localhost")
                .setIPAddr("127.0.0.1")
                .setVIPAddress("cart").setPort(8080).setStatus(InstanceStatus.UP).setLastDirtyTimestamp(1L)
                .setMetadata(Map.of("version", "1.0.0"))
                .setLeaseInfo(
                        LeaseInfo.Builder.newBuilder().setDurationInSecs(seconds).setRenewalIntervalInSecs(30).build())
                .build();
    }
}
