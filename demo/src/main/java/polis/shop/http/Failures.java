package polis.shop.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** A callee that fails is a 502 here; 503 is left to a server that is stopping, since that one may be tried again. */
@RestControllerAdvice
class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @ExceptionHandler
    ProblemDetail calleeFailed(RestClientException failure) {
        if (failure instanceof RestClientResponseException refused
                && refused.getStatusCode().isSameCodeAs(HttpStatus.PAYMENT_REQUIRED)) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.PAYMENT_REQUIRED, "The payment was declined.");
        }
        log.warn("A call failed: {}", failure.toString());
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
                "A service that this one needs did not answer.");
    }

}
