package polis.dependencymap.map;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes a document as it is made. */
@Component
class DocumentConverter extends AbstractHttpMessageConverter<Document> {

    DocumentConverter() {
        super(MediaType.ALL);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Document.class;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return supports(type) ? super.getSupportedMediaTypes(type) : List.of();
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected Document readInternal(Class<? extends Document> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("A document is only written.", message);
    }

    @Override
    protected void writeInternal(Document document, HttpOutputMessage message) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8),
                16 * 1024);
        try {
            document.exporter().write(document.drawing(), writer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }
}
