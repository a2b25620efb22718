package polis.versionset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class VersionsetApplication {

    static void main(String[] args) {
        SpringApplication.run(VersionsetApplication.class, args);
    }
}
