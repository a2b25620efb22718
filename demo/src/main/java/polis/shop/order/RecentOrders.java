package polis.shop.order;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The last {@value #CAPACITY} orders that this instance took. */
@Component
@ConditionalOnProperty(name = "shop.role", havingValue = "order")
class RecentOrders {

    static final int CAPACITY = 1_000;

    private final Map<String, Order> orders = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Order> eldest) {
            return size() > CAPACITY;
        }
    };

    synchronized void keep(Order order) {
        orders.put(order.id(), order);
    }

    synchronized Optional<Order> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

}
