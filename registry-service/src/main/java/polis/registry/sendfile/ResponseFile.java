package polis.registry.sendfile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import polis.registry.sendfile.ResponseFiles.Content;

/** The body of a response, in a file for as long as it is requested. */
public final class ResponseFile {

    /** Less is written as fast as a file is opened. */
    static final int SMALLEST = 1 << 16;

    /** The server looks for these in the request: see Tomcat's manual, "Asynchronous writes". */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    private final ResponseFiles files;
    private final long length;
    private final Content content;
    private @Nullable TemporaryFile written;
    private boolean refused;

    /**
     * A response that is not in a file yet.
     *
     * @param length of what {@code content} writes, in bytes
     */
    public ResponseFile(ResponseFiles files, long length, Content content) {
        this.files = files;
        this.length = length;
        this.content = content;
    }

    /**
     * Lets the server send the body after the response, whatever its status; nobody may write to it any more.
     *
     * @return whether it will; if not, because of the size, the space or the kind of connection, write the body
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

    synchronized void release() {
        if (written != null) {
            written.release();
        }
    }
}
