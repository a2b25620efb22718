package polis.problem.slow;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** Tells the processor when a service begins and ends to work on a request. */
final class PacedAdapter implements Adapter {

    private final Adapter adapter;
    private final PacedProcessor processor;

    PacedAdapter(Adapter adapter, PacedProcessor processor) {
        this.adapter = adapter;
        this.processor = processor;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        processor.begin();
        boolean done = false;
        try {
            adapter.service(request, response);
            done = true;
        } finally {
            if (!done) {
                processor.leaveAlone();
            }
        }
        processor.end(request, response);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        boolean dispatched = adapter.asyncDispatch(request, response, status);
        processor.end(request, response);
        return dispatched;
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}
