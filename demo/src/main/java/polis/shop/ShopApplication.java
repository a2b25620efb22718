package polis.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** One role of the shop, named by {@code --shop.role}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ShopApplication {

    public static void main(String[] args) {
        // Virtual threads that wait for a class keep their carrier: with one for each processor, the JDK's default, a
        // few first requests at once can stop a cold process for ever.
        if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null) {
            System.setProperty("jdk.virtualThreadScheduler.parallelism", "16");
        }
        SpringApplication.run(ShopApplication.class, args);
    }

}
