package polis.registry.liveness;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.registry.health.LifeProbe;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LivenessSettings.class)
class LivenessConfiguration {

    @Bean
    Questions questions(LifeProbe probe, LivenessSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return new Questions(lapse -> probe.ask(lapse.info(), timeout), settings,
                question -> Thread.ofVirtual().name("liveness-question").start(question), System::nanoTime);
    }
}
