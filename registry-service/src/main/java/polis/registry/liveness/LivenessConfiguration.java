package polis.registry.liveness;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.registry.health.LifeProbe;
import polis.registry.hearing.OwnHearing;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LivenessSettings.class)
class LivenessConfiguration {

    @Bean
    OwnHearing ownHearing(LivenessSettings settings, InstantSource clock) {
        return new OwnHearing(settings.share(), clock);
    }

    @Bean
    Questions questions(LifeProbe probe, LivenessSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return new Questions(lapse -> probe.ask(lapse.info(), timeout), settings,
                question -> Thread.ofVirtual().name("liveness-question").start(question), System::nanoTime);
    }
}
