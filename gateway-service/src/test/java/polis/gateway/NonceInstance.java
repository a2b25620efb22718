package polis.gateway;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import polis.gateway.RawConnection.Message;

/** An instance that does to a request what its path says. */
final class NonceInstance implements RawInstance.Script {

    private static final int GAP_MILLIS = 5;

    private final NonceLog log;

    /** Used by instances that answer once more when the client has its answer. */
    final Semaphore answered = new Semaphore(0);

    final Semaphore sent = new Semaphore(0);

    private int served;

    NonceInstance(NonceLog log) {
        this.log = log;
    }

    @Override
    public boolean answer(Message request, RawConnection connection) throws Exception {
        int number = NonceLog.request(request);
        if (number < 0) {
            connection.send(RawInstance.ok("up"));
            return true;
        }
        Fault fault = NonceLog.fault(request);
        boolean on = answer(request, log.answer(number), log.nonce(number), fault, connection);
        next();
        return on;
    }

    private boolean answer(Message request, String body, String nonce, Fault fault, RawConnection connection)
            throws Exception {
        String head = "HTTP/1.1 200 OK\r\nX-Nonce: " + nonce + "\r\n";
        String whole = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        String poison = "HTTP/1.1 200 OK\r\nX-Nonce: poison-" + nonce + "\r\nContent-Length: 6\r\n\r\npoison";
        switch (fault) {
            case NONE, BAD_CHUNK, LEAVES, BREAKS, LEAVES_CHUNKS, FORSAKES, STALLS, SLOW_HEAD, CONNECT, TRACE, SPOOF ->
                connection.send(whole);
            case HEAD -> connection.send(head + "Content-Length: " + body.length() + "\r\n\r\n");
            case CHUNKED -> connection.send(head + "Transfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
            case CLOSED -> {
                connection.send(head + "\r\n" + body);
                return false;
            }
            case HINTS -> {
                connection.send("HTTP/1.1 103 Early Hints\r\nLink: </" + nonce + ">\r\n\r\n");
                gap();
                connection.send(whole);
            }
            case PROCESSING -> {
                for (int i = 0; i < 3; i++) {
                    connection.send("HTTP/1.1 102 Processing\r\n\r\n");
                    gap();
                }
                connection.send(whole);
            }
            case CONTINUES -> connection.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(5) + whole);
            case UPGRADE -> connection
                    .send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: any\r\n\r\n" + poison);
            case SURPLUS -> connection.send(whole + "and fourteen more");
            case HALF_SURPLUS -> connection.send(whole + "H");
            case SECOND -> connection.send(whole + poison);
            case LATE -> {
                connection.send(whole);
                if (answered.tryAcquire(20, TimeUnit.SECONDS)) {
                    connection.send(poison);
                    sent.release();
                }
            }
            case TRUNCATED -> {
                connection.send(head + "Content-Length: " + (body.length() + 9) + "\r\n\r\n" + body);
                return false;
            }
            case UNENDED -> {
                connection.send(head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                        + "\r\n" + body + "\r\n");
                return false;
            }
            case RESET -> {
                connection.reset();
                return false;
            }
            case GARBAGE -> {
                connection.send("SSH-2.0-OpenSSH_9.9\r\n\r\n");
                return false;
            }
        }
        return true;
    }

    /** Long enough for other requests to pass: until two have, if there are any. */
    private synchronized void gap() throws InterruptedException, IOException {
        int before = served;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GAP_MILLIS);
        while (served < before + 2 && System.nanoTime() < end) {
            wait(1);
        }
    }

    private synchronized void next() {
        served++;
        notifyAll();
    }
}
