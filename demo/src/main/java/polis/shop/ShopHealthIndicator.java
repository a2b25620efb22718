package polis.shop;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: keeps a release that was declared broken from ever becoming ready. */
@Component
class ShopHealthIndicator implements HealthIndicator {

    private final Shop shop;

    ShopHealthIndicator(Shop shop) {
        this.shop = shop;
    }

    @Override
    public Health health() {
        return shop.healthy() ? Health.up().build() : Health.down().withDetail("reason", "shop.healthy=false").build();
    }

}
