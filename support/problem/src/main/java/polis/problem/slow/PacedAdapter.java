package polis.problem.slow;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** Tells whoever reads the requests when a service begins and ends to work on a request. */
final class PacedAdapter implements Adapter {

    private final Adapter adapter;
    private final PacedRequests requests;

    PacedAdapter(Adapter adapter, PacedRequests requests) {
        this.adapter = adapter;
        this.requests = requests;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        requests.begin();
        boolean done = false;
        try {
            adapter.service(request, response);
            done = true;
        } finally {
            if (!done) {
                requests.leaveAlone();
            }
        }
        requests.end(request, response);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        boolean dispatched = adapter.asyncDispatch(request, response, status);
        requests.end(request, response);
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
