package polis.shop.http;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.loadbalancer.LoadBalancedRetryContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerProperties;
import org.springframework.cloud.client.loadbalancer.RetryableStatusCodeException;
import org.springframework.cloud.loadbalancer.blocking.retry.BlockingLoadBalancedRetryPolicy;

/**
 * Tries another instance for every GET, as stock does, and for other methods when the failed instance surely has not
 * handled the request: nobody listened, or it said that it is stopping.
 */
class RetryUnlessHandled extends BlockingLoadBalancedRetryPolicy {

    RetryUnlessHandled(LoadBalancerProperties properties) {
        super(properties);
    }

    @Override
    public boolean canRetry(LoadBalancedRetryContext context) {
        return super.canRetry(context) || isUnhandled(context.getLastThrowable());
    }

    private static boolean isUnhandled(@Nullable Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                || failure instanceof RetryableStatusCodeException;
    }

}
