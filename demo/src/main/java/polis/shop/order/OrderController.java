package polis.shop.order;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import polis.shop.http.Calls;
import polis.shop.queue.Producer;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "order")
class OrderController {

    record OrderRequest(String customer, List<Order.Line> lines, int totalCents) {}

    /** What is read of a payment. */
    record Payment(boolean approved) {}

    /** What is read of a reservation. */
    record Reservation(List<String> skus) {}

    private final Calls calls;
    private final Producer orderPlaced;
    private final RecentOrders orders;

    OrderController(Calls calls, Producer orderPlaced, RecentOrders orders) {
        this.calls = calls;
        this.orderPlaced = orderPlaced;
        this.orders = orders;
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Order place(@RequestBody OrderRequest request) {
        Order order = new Order(UUID.randomUUID().toString(), request.customer(), request.lines(),
                request.totalCents());
        orders.keep(order);
        if (!calls.post("payment", "/payments", Map.of("orderId", order.id(), "totalCents", order.totalCents()),
                Payment.class).body().approved()) {
            throw new ResponseStatusException(HttpStatus.PAYMENT_REQUIRED, "The payment was declined.");
        }
        calls.post("inventory", "/reservations", Map.of("orderId", order.id()), Reservation.class);
        orderPlaced.publish(Map.of("orderId", order.id(), "customer", order.customer()));
        return order;
    }

    /**
     * Inventory asks this back while it reserves; that it never asks inventory in turn keeps the cycle from spinning.
     */
    @GetMapping("/orders/{id}")
    Order order(@PathVariable String id) {
        return orders.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No order " + id));
    }

}
