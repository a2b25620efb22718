package polis.benchmark.stock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** As Spring's guide has it. */
@EnableEurekaServer
@SpringBootApplication
class StockEureka {

    static void main(String[] arguments) {
        SpringApplication.run(StockEureka.class, arguments);
    }
}
