package polis.shop.storefront;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import polis.shop.http.Calls;
import polis.shop.http.Reply;
import polis.shop.http.ServedBy;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "storefront")
class StorefrontController {

    record Product(String sku, String name, int priceCents) {}

    record Recommendation(String sku, String name) {}

    record Home(List<Product> products, List<Recommendation> recommended, List<ServedBy> servedBy) {}

    record Cart(String customer, List<Line> lines, int totalCents) {}

    record Line(String sku, String name, int quantity, int priceCents) {}

    record CartPage(Cart cart, List<ServedBy> servedBy) {}

    record Order(String id, String customer, int totalCents) {}

    record OrderPage(Order order, List<ServedBy> servedBy) {}

    private final Calls calls;

    StorefrontController(Calls calls) {
        this.calls = calls;
    }

    @GetMapping("/")
    Home home(@RequestParam(defaultValue = "guest") String customer) {
        Reply<Product[]> products = calls.get("catalog", "/products", Product[].class);
        List<ServedBy> servedBy = new ArrayList<>(List.of(products.servedBy()));
        return new Home(List.of(products.body()), recommendedTo(customer, servedBy), servedBy);
    }

    /** The shop sells without recommendations, too. */
    private List<Recommendation> recommendedTo(String customer, List<ServedBy> servedBy) {
        try {
            Reply<Recommendation[]> recommended = calls.get("recommendation", "/recommendations?customer={customer}",
                    Recommendation[].class, customer);
            servedBy.add(recommended.servedBy());
            return List.of(recommended.body());
        } catch (RestClientException without) {
            return List.of();
        }
    }

    @GetMapping("/cart")
    CartPage cart(@RequestParam(defaultValue = "guest") String customer) {
        Reply<Cart> cart = cartOf(customer);
        return new CartPage(cart.body(), List.of(cart.servedBy()));
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    OrderPage order(@RequestParam(defaultValue = "guest") String customer) {
        Reply<Cart> cart = cartOf(customer);
        Reply<Order> order = calls.post("order", "/orders",
                Map.of("customer", customer, "lines", cart.body().lines(), "totalCents", cart.body().totalCents()),
                Order.class);
        return new OrderPage(order.body(), List.of(cart.servedBy(), order.servedBy()));
    }

    private Reply<Cart> cartOf(String customer) {
        return calls.get("cart", "/carts/{customer}", Cart.class, customer);
    }

}
