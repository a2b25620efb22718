package polis.gateway.route;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The routes in force. */
@Component
public class Routes {

    private volatile RouteTable table = RouteTable.EMPTY;

    /** The most specific route of a path as it came over the wire; null when no service wants it. */
    public @Nullable Route find(String rawPath) {
        return table.find(rawPath);
    }

    void replace(RouteTable table) {
        this.table = table;
    }

    RouteTable table() {
        return table;
    }
}
