package polis.scheduler;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import polis.carriers.Carriers;

@SpringBootApplication
@OpenAPIDefinition(info = @Info(title = "Polis scheduler-service", version = "v1", description = "Brings the services to the state that their manifest asks for, and keeps it there."))
class SchedulerApplication {

    static void main(String[] args) {
        Carriers.provide();
        SpringApplication.run(SchedulerApplication.class, args);
    }
}
