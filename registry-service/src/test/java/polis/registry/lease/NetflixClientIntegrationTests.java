package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.discovery.DiscoveryClient;
import com.netflix.discovery.shared.transport.jersey3.Jersey3TransportClientFactories;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.commons.util.InetUtils;
import org.springframework.cloud.commons.util.InetUtilsProperties;
import org.springframework.cloud.netflix.eureka.EurekaClientConfigBean;
import org.springframework.cloud.netflix.eureka.EurekaInstanceConfigBean;
import org.springframework.cloud.netflix.eureka.InstanceInfoFactory;
import polis.registry.RegistryScenario;

/** Netflix's own client, with nothing around it. */
class NetflixClientIntegrationTests extends RegistryScenario {

    private HttpServer application;

    @BeforeEach
    void answerHealthChecks() throws IOException {
        application = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        application.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        application.start();
    }

    @AfterEach
    void stop() {
        application.stop(0);
    }

    @Test
    void netflixsClientRegistersRenewsChangesItsStatusSeesOthersByDeltaAndLeaves() {
        String cart = name("netflix");
        String caller = name("caller");
        var callers = client(caller);
        try {
            var called = client(cart);
            await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("RUN"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(callers.getInstancesByVipAddress(cart, false)).hasSize(1));
            String renewal = renewal(cart);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(renewal(cart)).isGreaterThan(renewal));

            called.getApplicationInfoManager().setInstanceStatus(InstanceStatus.DOWN);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(callers.getApplication(cart).getByInstanceId(cart + "-1").getStatus())
                            .isEqualTo(InstanceStatus.DOWN));
            called.getApplicationInfoManager().setInstanceStatus(InstanceStatus.UP);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(callers.getApplication(cart).getByInstanceId(cart + "-1").getStatus())
                            .isEqualTo(InstanceStatus.UP));

            called.shutdown();
            await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("GONE"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(callers.getApplications().getRegisteredApplications(cart)).satisfiesAnyOf(
                            app -> assertThat(app).isNull(), app -> assertThat(app.getInstances()).isEmpty()));
        } finally {
            callers.shutdown();
        }
    }

    private String renewal(String service) {
        return viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").text("lastRenewal");
    }

    private DiscoveryClient client(String service) {
        var instance = new EurekaInstanceConfigBean(new InetUtils(new InetUtilsProperties()));
        instance.setAppname(service);
        instance.setVirtualHostName(service);
        instance.setInstanceId(service + "-1");
        instance.setHostname("localhost");
        instance.setNonSecurePort(application.getAddress().getPort());
        instance.setLeaseRenewalIntervalInSeconds(1);
        instance.setInstanceEnabledOnit(true);
        var config = new EurekaClientConfigBean();
        config.setServiceUrl(Map.of("defaultZone", "http://eureka:eureka-secret@localhost:" + port + "/eureka/"));
        config.setRegistryFetchIntervalSeconds(1);
        config.setInitialInstanceInfoReplicationIntervalSeconds(0);
        config.setInstanceInfoReplicationIntervalSeconds(1);
        var manager = new ApplicationInfoManager(instance, new InstanceInfoFactory().create(instance));
        return new DiscoveryClient(manager, config, Jersey3TransportClientFactories.getInstance(), null);
    }
}
