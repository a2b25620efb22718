package polis.architecture.test.example.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

public class Reader {

    public String read(Path path) throws IOException {
        return Files.readString(path);
    }
}
