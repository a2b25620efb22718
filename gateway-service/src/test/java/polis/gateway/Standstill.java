package polis.gateway;

import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import reactor.netty.http.HttpResources;

/** Nothing is read and no timer runs in the gateway until it is closed. */
final class Standstill implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);

    static Standstill begin() {
        Standstill standstill = new Standstill();
        HttpResources loops = HttpResources.get();
        for (EventLoopGroup group : List.of(loops.onServer(true), loops.onClient(true))) {
            group.forEach(loop -> loop.execute(standstill::await));
        }
        return standstill;
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
