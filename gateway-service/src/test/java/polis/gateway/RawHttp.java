package polis.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends what no client would. */
final class RawHttp {

    private RawHttp() {}

    /** The whole answer to a request that asks for the end of its connection, octet for octet. */
    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The first message that comes through a WebSocket, with whatever came before it. */
    static String handshake(int port, String path, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + String.join("\r\n", headers) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder all = new StringBuilder();
            byte[] buffer = new byte[8192];
            int read = socket.getInputStream().read(buffer);
            while (read >= 0 && all.indexOf("end of headers") < 0) {
                all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                read = all.indexOf("end of headers") < 0 ? socket.getInputStream().read(buffer) : -1;
            }
            return all.toString();
        }
    }
}
