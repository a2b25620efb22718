package polis.dependencymap;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import polis.carriers.Carriers;

@OpenAPIDefinition(info = @Info(title = "dependency-map-service", version = "v1", description = "Who calls whom, how often, how slowly; how deep, in which cycles."))
@EnableScheduling
@SpringBootApplication
@ConfigurationPropertiesScan
class DependencyMapApplication {

    static void main(String[] args) {
        Carriers.provide();
        SpringApplication.run(DependencyMapApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
