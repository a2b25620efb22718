package polis.registry.liveness;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.registry.health.LivenessProbe;
import polis.registry.selfcheck.LocalHealthMonitor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LivenessSettings.class)
class LivenessConfiguration {

    @Bean
    LocalHealthMonitor localHealthMonitor(LivenessSettings settings, InstantSource clock) {
        return new LocalHealthMonitor(settings.share(), clock);
    }

    @Bean
    Probes probes(LivenessProbe probe, LivenessSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return new Probes(lapse -> probe.ask(lapse.info(), timeout), settings,
                work -> Thread.ofVirtual().name("liveness-probe").start(work), System::nanoTime);
    }
}
