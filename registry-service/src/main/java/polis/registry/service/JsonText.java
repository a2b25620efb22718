package polis.registry.service;

import jakarta.persistence.AttributeConverter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import polis.registry.description.Link;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values that the database keeps as JSON in a text column. */
final class JsonText {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonText() {}

    /** Links as an array of objects. */
    static final class Links implements AttributeConverter<List<Link>, String> {

        @Override
        public String convertToDatabaseColumn(List<Link> links) {
            return JSON.writeValueAsString(links);
        }

        @Override
        public List<Link> convertToEntityAttribute(String text) {
            return List.copyOf(JSON.readValue(text, new TypeReference<List<Link>>() {}));
        }
    }

    /** Source by field. */
    static final class Sources implements AttributeConverter<SortedMap<String, String>, String> {

        @Override
        public String convertToDatabaseColumn(SortedMap<String, String> sources) {
            return JSON.writeValueAsString(sources);
        }

        @Override
        public SortedMap<String, String> convertToEntityAttribute(String text) {
            return JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {});
        }
    }
}
