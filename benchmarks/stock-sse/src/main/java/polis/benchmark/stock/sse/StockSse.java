package polis.benchmark.stock.sse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** As Spring's reference has it. */
@SpringBootApplication
class StockSse {

    static void main(String[] arguments) {
        SpringApplication.run(StockSse.class, arguments);
    }
}
