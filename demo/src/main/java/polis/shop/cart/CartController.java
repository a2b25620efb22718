package polis.shop.cart;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import polis.shop.http.Calls;

/** Every customer but nobody has the same things in the cart, so that it does not matter which instance is asked. */
@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "cart")
class CartController {

    private static final String NOBODY = "nobody";

    /** What is read of a product of the catalog. */
    record Product(String sku, String name, int priceCents) {}

    /** What is read of the inventory. */
    record Stock(String sku, int available) {}

    record Line(String sku, String name, int quantity, int priceCents, boolean available) {}

    record Cart(String customer, List<Line> lines, int totalCents) {}

    private final Calls calls;

    CartController(Calls calls) {
        this.calls = calls;
    }

    @GetMapping("/carts/{customer}")
    Cart cart(@PathVariable String customer) {
        Stream<String> skus = customer.equals(NOBODY) ? Stream.of() : Stream.of("amphora", "olives");
        List<Line> lines = skus.map(this::line).toList();
        return new Cart(customer, lines, lines.stream().mapToInt(line -> line.quantity() * line.priceCents()).sum());
    }

    private Line line(String sku) {
        Product product = calls.get("catalog", "/products/{sku}", Product.class, sku).body();
        Stock stock = calls.get("inventory", "/stock/{sku}", Stock.class, sku).body();
        return new Line(sku, product.name(), 1, product.priceCents(), stock.available() > 0);
    }

}
