package polis.shop.inventory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import polis.shop.http.Calls;

/** Half of the shop's one cycle: asked by order to reserve, it asks order back what the order is. */
@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "inventory")
class InventoryController {

    private static final int FULL = 1_000;

    record Stock(String sku, int available) {}

    record ReservationRequest(String orderId) {}

    record Reservation(String orderId, List<String> skus) {}

    /** What is read of an order. */
    record Order(String id, List<Line> lines) {}

    record Line(String sku, int quantity) {}

    private final Calls calls;
    private final Map<String, Integer> stock = new ConcurrentHashMap<>();

    InventoryController(Calls calls) {
        this.calls = calls;
    }

    @GetMapping("/stock/{sku}")
    Stock stock(@PathVariable String sku) {
        return new Stock(sku, stock.getOrDefault(sku, FULL));
    }

    /** An order that is not known (orders live in one instance's memory) is reserved when it is shipped. */
    @PostMapping("/reservations")
    Reservation reserve(@RequestBody ReservationRequest request) {
        List<Line> lines = calls.find("order", "/orders/{id}", Order.class, request.orderId()).map(Order::lines)
                .orElse(List.of());
        lines.forEach(line -> stock.merge(line.sku(), FULL,
                (left, full) -> left > line.quantity() ? left - line.quantity() : full));
        return new Reservation(request.orderId(), lines.stream().map(Line::sku).toList());
    }

}
