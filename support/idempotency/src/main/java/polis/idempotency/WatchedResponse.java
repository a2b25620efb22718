package polis.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Holds an answer back until it is known what to keep of it, and sees whether its maker forbade to store it. What
 * stands outside of this, as security does, puts its own {@code no-store} on every answer: that says nothing of this
 * one.
 */
final class WatchedResponse extends ContentCachingResponseWrapper {

    private volatile boolean secret;

    WatchedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Returns whether whoever made the answer put {@code Cache-Control: no-store} on it. */
    boolean secret() {
        return secret;
    }

    @Override
    public void setHeader(String name, String value) {
        watch(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        watch(name, value);
        super.addHeader(name, value);
    }

    private void watch(String name, String value) {
        if (HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name) && value != null
                && value.toLowerCase(Locale.ROOT).contains("no-store")) {
            secret = true;
        }
    }
}
