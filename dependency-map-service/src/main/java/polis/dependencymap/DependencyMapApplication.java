package polis.dependencymap;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DependencyMapApplication {

    static void main(String[] args) {
        SpringApplication.run(DependencyMapApplication.class, args);
    }
}
