package polis.dependencymap.source;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Work with another Zipkin, on a thread of its own, for as long as this process runs. */
public abstract class ZipkinTask implements SmartLifecycle {

    private final String name;
    private final @Nullable URI zipkin;
    private @Nullable Thread thread;

    /** With the name of the thread, and the address that it works on: without one there is nothing to do. */
    protected ZipkinTask(String name, @Nullable URI zipkin) {
        this.name = name;
        this.zipkin = zipkin;
    }

    protected abstract void run(URI url) throws InterruptedException;

    protected final boolean hasZipkin() {
        return zipkin != null;
    }

    @Override
    public final void start() {
        URI url = zipkin;
        if (url != null) {
            thread = Thread.ofVirtual().name(name).start(() -> {
                try {
                    run(url);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @Override
    public final void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }
}
