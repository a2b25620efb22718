package polis.shop.shipping;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import polis.shop.queue.Consumption;
import polis.shop.queue.Message;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "shipping")
class ShippingController {

    record Shipments(long sent) {}

    private final Consumption consumption;
    private final AtomicLong sent = new AtomicLong();

    ShippingController(Consumption consumption) {
        this.consumption = consumption;
    }

    /** Where the queue delivers; a redelivered order counts again, as this shop keeps no book of them. */
    @PostMapping("/queue/order.placed")
    void orderPlaced(@RequestBody Message message) {
        consumption.of(message, sent::incrementAndGet);
    }

    /** Returns how many orders this instance has sent. */
    @GetMapping("/shipments")
    Shipments shipments() {
        return new Shipments(sent.get());
    }

}
