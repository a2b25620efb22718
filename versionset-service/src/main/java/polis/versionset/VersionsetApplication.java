package polis.versionset;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.time.Clock;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import polis.carriers.Carriers;
import tools.jackson.databind.JsonNode;

@OpenAPIDefinition(info = @Info(title = "Polis versionset-service", version = "v1", description = "Applies manifests, keeps their revisions and what was seen running healthy together."))
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
class VersionsetApplication {

    static {
        // Without it the document describes the Java class and not the JSON.
        SpringDocUtils.getConfig().replaceWithClass(JsonNode.class, Object.class);
    }

    static void main(String[] args) {
        Carriers.provide();
        SpringApplication.run(VersionsetApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

}
