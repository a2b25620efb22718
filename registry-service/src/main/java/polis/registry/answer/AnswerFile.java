package polis.registry.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
    private @Nullable Path path;
    private boolean refused;
    private volatile long askedAt;

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
     * Lets the server send the body. It does so after the response, so that nobody may write to it any more, and whatever the
     * status is.
     *
     * @return whether it will; if not, which depends on the size, the room there is and the kind of connection, the body is to be written
     */
    public boolean send(HttpServletRequest request, HttpServletResponse response) {
        if (length < SMALLEST || !Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"))) {
            return false;
        }
        Path file = path();
        if (file == null) {
            return false;
        }
        response.setContentLengthLong(length);
        request.setAttribute(SENDFILE + "filename", file.toString());
        request.setAttribute(SENDFILE + "start", 0L);
        request.setAttribute(SENDFILE + "end", length);
        return true;
    }

    private synchronized @Nullable Path path() {
        askedAt = System.nanoTime();
        if (path == null && !refused && files.reserve(length)) {
            path = files.write(content, length);
            if (path != null) {
                files.keep(this);
            } else {
                refused = true;
                files.giveBack(length);
            }
        }
        return path;
    }

    synchronized void tidy(long nowNanos) {
        if (nowNanos - askedAt > AnswerFiles.KEPT) {
            letGo();
        }
    }

    /** Whoever is being sent it has it open. */
    synchronized void letGo() {
        if (path != null) {
            files.delete(path);
            files.giveBack(length);
            path = null;
        }
        files.drop(this);
    }
}
