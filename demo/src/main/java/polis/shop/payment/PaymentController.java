package polis.shop.payment;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnProperty(name = "shop.role", havingValue = "payment")
class PaymentController {

    record PaymentRequest(String orderId, int totalCents) {}

    record Payment(String orderId, int totalCents, boolean approved) {}

    @PostMapping("/payments")
    Payment pay(@RequestBody PaymentRequest request) {
        return new Payment(request.orderId(), request.totalCents(), request.totalCents() > 0);
    }

}
