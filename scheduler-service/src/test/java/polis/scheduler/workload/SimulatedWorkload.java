package polis.scheduler.workload;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.mock.env.MockEnvironment;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Revisions;

/** What simulated instances are started with: every jar is there, every port is free, one credential is for all. */
public record SimulatedWorkload(Launcher launcher, Reasons reasons, Ports ports, Credentials credentials) {

    private static final WorkloadSettings SETTINGS = new WorkloadSettings(new WorkloadSettings.PortRange(20000, 20999),
            "localhost");
    private static final ListenAddress ADDRESS = new ListenAddress(new ListenSettings(InetAddress.getLoopbackAddress()),
            SETTINGS);
    private static final WorkloadEnvironment ENVIRONMENT = new WorkloadEnvironment(new MockEnvironment(), ADDRESS,
            "http://localhost/eureka/");

    private static final class OneForAll implements Credentials {

        private static final Credential ONE = new Credential("user", "password");

        @Override
        public Credential of(String service, Instant startedAt) {
            return ONE;
        }

        @Override
        public Optional<Credential> handed(String service, Instant startedAt) {
            return Optional.of(ONE);
        }

        @Override
        public void keepOnly(Set<String> services, Map<String, Instant> oldest) {}
    }

    public static SimulatedWorkload of(Driver driver, Instances instances, Revisions revisions) {
        Credentials credentials = new OneForAll();
        return new SimulatedWorkload(new Launcher(driver, Optional::of, revisions, ENVIRONMENT),
                new Reasons(driver, instances, ENVIRONMENT, credentials), new Ports(SETTINGS, ADDRESS, port -> true),
                credentials);
    }
}
