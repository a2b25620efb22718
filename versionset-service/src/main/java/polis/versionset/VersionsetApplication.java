package polis.versionset;

import java.time.Clock;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@OpenAPIDefinition(info = @Info(title = "Polis versionset-service", version = "v1", description = "Applies manifests, keeps their revisions and what was seen running healthy together."))
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class VersionsetApplication {

    static void main(String[] args) {
        SpringApplication.run(VersionsetApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

}
