package polis.shop.recommendation;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.shop.http.Calls;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "recommendation")
class RecommendationController {

    /** What is read of the catalog's products. */
    record Product(String sku, String name) {}

    private final Calls calls;

    RecommendationController(Calls calls) {
        this.calls = calls;
    }

    @GetMapping("/recommendations")
    List<Product> recommendations(@RequestParam String customer) {
        Product[] products = calls.get("catalog", "/products", Product[].class).body();
        int first = Math.floorMod(customer.hashCode(), products.length);
        return Arrays.asList(products[first], products[(first + 2) % products.length]);
    }

}
