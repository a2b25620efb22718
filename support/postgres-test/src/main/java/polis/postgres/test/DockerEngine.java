package polis.postgres.test;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the engine in words of its HTTP API whether it has an image, or gets it soon. Testcontainers is asked
 * afterwards: on a machine without an engine, or without a way to a registry, it searches and retries for minutes.
 */
final class DockerEngine {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration PULL = Duration.ofMinutes(1);

    private DockerEngine() {}

    /** @param image a name with a tag, of Docker's official images */
    static boolean provides(String image) {
        String host = System.getenv("DOCKER_HOST");
        if (host != null && !host.isBlank()) {
            return true;
        }
        return Files.exists(SOCKET) && (has(image) || (pull(image) && has(image)));
    }

    private static boolean has(String image) {
        return answersOk("GET", "/images/" + image + "/json", Duration.ofSeconds(10));
    }

    private static boolean pull(String image) {
        return answersOk("POST", "/images/create?fromImage=" + image.replace(":", "&tag="), PULL);
    }

    private static boolean answersOk(String method, String path, Duration limit) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Closing the channel ends a read that is under way, which has no time limit of its own.
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(() -> close(channel));
            channel.connect(UnixDomainSocketAddress.of(SOCKET));
            channel.write(ByteBuffer.wrap(
                    (method + " " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return answer.matches("(?s)HTTP/1\\.[01] 200 .*");
        } catch (IOException _) {
            return false;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is out of use either way.
        }
    }
}
