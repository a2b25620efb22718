package polis.registry.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.registry.service.ServiceView;

/**
 * A page of the services that were asked for, by name.
 *
 * @param total how many there are on all pages together
 * @param facets of all pages together; on the first page only, and unless they are declined
 */
record ServiceList(List<ServiceView> items, @Nullable String nextCursor, int total, @Nullable Facets facets) {}
