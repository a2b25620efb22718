package polis.shop.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import polis.shop.Shop;

/** Signs every response with the version and the instance that gave it. */
@Component
class InstanceHeaders extends OncePerRequestFilter {

    static final String VERSION = "X-Shop-Version";
    static final String INSTANCE = "X-Shop-Instance";

    private final Shop shop;

    InstanceHeaders(Shop shop) {
        this.shop = shop;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(VERSION, shop.version());
        response.setHeader(INSTANCE, shop.instance());
        chain.doFilter(request, response);
    }

}
