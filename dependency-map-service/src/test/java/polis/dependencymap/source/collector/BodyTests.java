package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import polis.problem.ProblemException;

class BodyTests {

    private static final int MEGABYTE = 1 << 20;

    private final DecodingMemory memory = new DecodingMemory(12 * MEGABYTE);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodyThatNeverFitsIsTooLargeAndNotTooEarly(boolean gzip) throws IOException {
        byte[] sent = gzip ? gzip(3 * MEGABYTE) : new byte[3 * MEGABYTE];
        try (var body = new Body(memory, 8 * MEGABYTE)) {
            assertThatThrownBy(() -> body.read(new ByteArrayInputStream(sent), gzip, sent.length))
                    .isInstanceOfSatisfying(ProblemException.class,
                            problem -> assertThat(problem.type().status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void bodyThatFitsAloneIsToldToComeLaterWhileAnotherIsRead() throws IOException {
        byte[] sent = gzip(MEGABYTE);
        try (var first = new Body(memory, 8 * MEGABYTE); var second = new Body(memory, 8 * MEGABYTE)) {
            assertThat(first.read(new ByteArrayInputStream(sent), true, sent.length)).hasSize(MEGABYTE);
            assertThatThrownBy(() -> second.read(new ByteArrayInputStream(sent), true, sent.length))
                    .isInstanceOfSatisfying(ProblemException.class,
                            problem -> assertThat(problem.type().status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS));
        }
        assertThat(memory.taken()).isZero();
    }

    private static byte[] gzip(int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(new byte[length]);
        }
        return bytes.toByteArray();
    }
}
