package polis.shop.order;

import java.util.List;

record Order(String id, String customer, List<Line> lines, int totalCents) {

    record Line(String sku, int quantity) {}

}
