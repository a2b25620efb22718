package polis.shop.catalog;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "catalog")
class CatalogController {

    private static final List<Product> PRODUCTS = List.of(new Product("amphora", "Amphora", 4900),
            new Product("lyre", "Lyre", 12900), new Product("sandals", "Sandals", 3900),
            new Product("olives", "Olives, a jar", 790), new Product("scroll", "Papyrus scroll", 1490),
            new Product("chiton", "Chiton", 5900));

    @GetMapping("/products")
    List<Product> products() {
        return PRODUCTS;
    }

    @GetMapping("/products/{sku}")
    Product product(@PathVariable String sku) {
        return PRODUCTS.stream().filter(product -> product.sku().equals(sku)).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No product " + sku));
    }

}
