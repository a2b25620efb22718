package polis.shop.catalog;

/** @param priceCents in euro cents */
record Product(String sku, String name, int priceCents) {}
