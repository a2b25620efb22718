package polis.gateway;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import polis.gateway.RawConnection.Message;

/** A client that makes one request of the log after the other, on a connection that it keeps as long as it may. */
final class NonceClient implements Runnable {

    /** A client that was itself away for so long between two parts of a body may be told so. */
    private static final long OWN_STANDSTILL = TimeUnit.MILLISECONDS.toNanos(500);

    /** Longer than the gateway's own. */
    private static final int PATIENCE_MILLIS = 45_000;

    private final NonceLog log;
    private final int port;
    private final String lane;
    private final NonceInstance laneInstance;
    private RawConnection connection;
    private boolean lateIsOut;
    private boolean stoodStill;

    /** @param lane the path of a service that this client alone asks, where an instance may answer late */
    NonceClient(NonceLog log, int port, String lane, NonceInstance laneInstance) {
        this.log = log;
        this.port = port;
        this.lane = lane;
        this.laneInstance = laneInstance;
    }

    @Override
    public void run() {
        for (int request = log.next(); request >= 0; request = log.next()) {
            Fault fault = lateIsOut ? Fault.NONE : Fault.draw(log.random(request));
            try {
                ask(request, fault, log.random(request).split());
            } catch (Exception failed) {
                log.violation(fault + " " + log.nonce(request) + " failed: " + failed);
                drop();
            }
        }
        drop();
    }

    private void ask(int request, Fault fault, SplittableRandom random) throws Exception {
        boolean onLane = lateIsOut || fault == Fault.LATE;
        lateIsOut = false;
        stoodStill = false;
        if (connection == null) {
            connection = RawConnection.to(port).patience(PATIENCE_MILLIS);
        }
        boolean close = random.nextInt(10) == 0;
        String target = (onLane ? lane : "/s") + "/" + log.nonce(request) + "/" + fault;
        String rest = " HTTP/1.1\r\nHost: nonce.test\r\n" + (close ? "Connection: close\r\n" : "")
                + (fault == Fault.SPOOF
                        ? "X-Forwarded-For: 6.6.6.6\r\nX_Forwarded_For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\n"
                        : "");
        switch (fault) {
            case CONNECT, TRACE -> refuse(request, fault, fault + " " + target + rest + "\r\n");
            case SLOW_HEAD -> refuse(request, fault, "GET " + target + rest);
            case HEAD -> {
                connection.send("HEAD " + target + rest + "\r\n");
                end(request, fault, connection.answerToHead(), false);
            }
            default -> {
                if (!fault.incomplete() && random.nextInt(3) == 0) {
                    connection.send("GET " + target + rest + "\r\n");
                    end(request, fault, fault == Fault.FORSAKES ? null : connection.answer(), true);
                } else {
                    upload(request, fault, random, target + rest);
                }
            }
        }
        if (close) {
            drop();
        }
    }

    private void upload(int request, Fault fault, SplittableRandom random, String target) throws Exception {
        String body = log.body(request);
        int half = random.nextInt(body.length());
        boolean chunked = fault == Fault.BAD_CHUNK || fault == Fault.LEAVES_CHUNKS
                || (fault != Fault.LEAVES && random.nextBoolean());
        String method = random.nextInt(4) == 0 ? "PUT" : random.nextInt(4) == 0 ? "PATCH" : "POST";
        String head = method + " " + target
                + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length() + "\r\n\r\n");
        connection.send(head + part(body.substring(0, half), chunked));
        long begun = System.nanoTime();
        switch (fault) {
            case BAD_CHUNK -> {
                stoodStill = System.nanoTime() - begun > OWN_STANDSTILL;
                refuse(request, fault, random.nextBoolean() ? "ZZ\r\n" : "-5\r\nhello\r\n");
            }
            case LEAVES, LEAVES_CHUNKS -> {
                connection.finish();
                gone(request, fault);
            }
            case BREAKS -> {
                connection.reset();
                gone(request, fault);
            }
            case STALLS -> refuse(request, fault, "");
            default -> {
                log.completes(request);
                connection.send(part(body.substring(half), chunked) + (chunked ? "0\r\n\r\n" : ""));
                stoodStill = System.nanoTime() - begun > OWN_STANDSTILL;
                end(request, fault, fault == Fault.FORSAKES ? null : connection.answer(), true);
            }
        }
    }

    private static String part(String octets, boolean chunked) {
        return !chunked || octets.isEmpty() ? octets : Integer.toHexString(octets.length()) + "\r\n" + octets + "\r\n";
    }

    private void end(int request, Fault fault, Message answer, boolean withBody) throws Exception {
        if (answer == null) {
            log.ended(request, fault, stoodStill ? NonceLog.STOOD_STILL : 0, "no answer");
            drop();
            return;
        }
        int status = answer.status();
        boolean mine = answer.header("X-Nonce").equals(log.nonce(request));
        if (status == 200 && !mine) {
            log.violation(fault + " " + log.nonce(request) + " got another's answer: " + answer.head() + answer.body());
        } else if (status == 200 && withBody && answer.whole() && !answer.body().equals(log.answer(request))) {
            log.violation(fault + " " + log.nonce(request) + " got another's body: " + answer.body());
        }
        int end = status == 408 && stoodStill ? NonceLog.STOOD_STILL : answer.whole() ? status : 0;
        log.ended(request, fault, end, answer.head() + " " + answer.body());
        if (fault == Fault.LATE && status == 200) {
            laneInstance.answered.release();
            lateIsOut = laneInstance.sent.tryAcquire(20, TimeUnit.SECONDS);
        }
        if (!answer.whole() || status >= 400 || answer.header("Connection").equals("close")) {
            drop();
        }
    }

    /** An answer that the gateway gives by itself; after one to a broken message nothing else follows. */
    private void refuse(int request, Fault fault, String octets) throws Exception {
        long begun = System.nanoTime();
        connection.send(octets);
        stoodStill = stoodStill || System.nanoTime() - begun > OWN_STANDSTILL;
        Message answer = connection.answer();
        if (answer != null && answer.head().contains("X-Nonce")) {
            log.violation(fault + " " + log.nonce(request) + " got an instance's answer: " + answer.head());
        }
        if (fault != Fault.CONNECT && fault != Fault.TRACE && !connection.closes()) {
            log.violation(fault + " " + log.nonce(request) + " left its connection open");
        }
        int end = answer == null ? 0 : answer.status();
        log.ended(request, fault, stoodStill && (end == 0 || end == 408) ? NonceLog.STOOD_STILL : end, "");
        drop();
    }

    private void gone(int request, Fault fault) {
        log.ended(request, fault, 0, "");
        drop();
    }

    private void drop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException closed) {
                // It is what was wanted.
            }
            connection = null;
        }
    }
}
