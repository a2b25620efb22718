package polis.architecture.test.city.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class Reader {

    String read(Path path) throws IOException {
        return Files.readString(path);
    }
}
