package polis.registry.sendfile;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseFilesTests {

    private static final byte[] LARGE = new byte[3_000_000];

    static {
        new Random(1).nextBytes(LARGE);
    }

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient http = HttpClient.newHttpClient();
    private byte[] body = LARGE;
    private ResponseFiles files;
    private ResponseFile answer;

    private final class Asked extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("By-File", String.valueOf(answer.send(request, response)));
            if ("false".equals(response.getHeader("By-File"))) {
                response.getOutputStream().write(body);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        files = new ResponseFiles(temporary, LARGE.length + 1);
        answer = new ResponseFile(files, LARGE.length, out -> out.write(LARGE));
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "asked", new Asked());
        context.addServletMappingDecoded("/", "asked");
        tomcat.getConnector();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        tomcat.stop();
        tomcat.destroy();
        files.destroy();
        assertThat(files.size()).isZero();
    }

    @Test
    void aLargeAnswerIsSentFromOneFileAsOftenAsItIsAskedFor() throws Exception {
        for (int i = 0; i < 20; i++) {
            var response = get();
            assertThat(response.headers().firstValue("By-File")).hasValue("true");
            assertThat(response.body()).isEqualTo(LARGE);
        }
        assertThat(files.size()).isOne();
    }

    @Test
    void whatNobodyAsksForIsDeletedAndMadeAgainForTheNext() throws Exception {
        get();
        files.cleanUp(System.nanoTime());
        assertThat(files.size()).as("somebody asked a moment ago").isOne();
        files.cleanUp(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        assertThat(files.size()).isZero();
        assertThat(get().body()).isEqualTo(LARGE);
    }

    @Test
    void aSmallAnswerIsWrittenByWhoeverHasIt() throws Exception {
        body = Arrays.copyOf(LARGE, ResponseFile.SMALLEST - 1);
        answer = new ResponseFile(files, body.length, out -> out.write(body));
        assertThat(get().body()).isEqualTo(body);
        assertThat(files.size()).isZero();
    }

    @Test
    void whatCannotBeWrittenToAFileIsWrittenByWhoeverHasIt() throws Exception {
        answer = new ResponseFile(files, LARGE.length, out -> {
            throw new IOException("no space left");
        });
        var response = get();
        assertThat(response.headers().firstValue("By-File")).hasValue("false");
        assertThat(response.body()).isEqualTo(LARGE);
        assertThat(files.size()).isZero();
    }

    @Test
    void whatThereIsNoRoomForIsWrittenByWhoeverHasItUntilThereIs() throws Exception {
        ResponseFile first = answer;
        get();
        answer = new ResponseFile(files, LARGE.length, out -> out.write(LARGE));
        var response = get();
        assertThat(response.headers().firstValue("By-File")).hasValue("false");
        assertThat(response.body()).isEqualTo(LARGE);
        assertThat(files.size()).isOne();
        first.release();
        assertThat(get().headers().firstValue("By-File")).hasValue("true");
    }

    @Test
    void roomThatWasTakenIsGivenBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            answer = new ResponseFile(files, LARGE.length, out -> {
                throw new IOException("no space left");
            });
            assertThat(get().headers().firstValue("By-File")).hasValue("false");
            answer = new ResponseFile(files, LARGE.length, out -> out.write(LARGE));
            assertThat(get().headers().firstValue("By-File")).hasValue("true");
            files.cleanUp(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        killed.destroyForcibly().waitFor();
        Path left = Files.createDirectory(temporary.resolve("polis-registry-responses-" + killed.pid() + "-123"));
        Files.write(left.resolve("456.tmp"), LARGE);
        long alive = ProcessHandle.current().pid();
        Path used = Files.createDirectory(temporary.resolve("polis-registry-responses-" + alive + "-123"));
        Path other = Files.createDirectory(temporary.resolve("polis-registry-responses-of-somebody"));
        assertThat(get().headers().firstValue("By-File")).hasValue("true");
        assertThat(left).doesNotExist();
        assertThat(used).exists();
        assertThat(other).exists();
    }

    private HttpResponse<byte[]> get() throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + tomcat.getConnector().getLocalPort())).build(),
                BodyHandlers.ofByteArray());
    }
}
