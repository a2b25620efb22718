package polis.registry.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An answer's body, in a file for as long as it is asked for. */
public final class AnswerFile {

    /** Less is written as fast as a file is opened. */
    static final int SMALLEST = 1 << 16;

    /** The server looks for these in the request: see Tomcat's manual, "Asynchronous writes". */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    private final AnswerFiles files;
    private final long length;
    private final Content content;
    private @Nullable WrittenFile written;
    private boolean refused;

    AnswerFile(AnswerFiles files, long length, Content content) {
        this.files = files;
        this.length = length;
        this.content = content;
    }

    /** Writes the body, as often as it is asked to. */
    public interface Content {

        void write(OutputStream out) throws IOException;
    }

    /**
     * Lets the server send the body. It does so after the response, so that nobody may write to it any more, and
     * whatever the status is.
     *
     * @return whether it will; if not, which depends on the size, the room there is and the kind of connection, the
     *         body is to be written
     */
    public boolean send(HttpServletRequest request, HttpServletResponse response) {
        if (length < SMALLEST || !Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"))) {
            return false;
        }
        String path = path();
        if (path == null) {
            return false;
        }
        response.setContentLengthLong(length);
        request.setAttribute(SENDFILE + "filename", path);
        request.setAttribute(SENDFILE + "start", 0L);
        request.setAttribute(SENDFILE + "end", length);
        return true;
    }

    private synchronized @Nullable String path() {
        String path = written == null ? null : written.path();
        if (path == null && !refused && files.reserve(length)) {
            written = files.write(content, length);
            if (written == null) {
                refused = true;
                files.giveBack(length);
                return null;
            }
            return written.path();
        }
        return path;
    }

    synchronized void letGo() {
        if (written != null) {
            written.letGo();
        }
    }
}
