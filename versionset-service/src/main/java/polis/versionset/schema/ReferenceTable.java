package polis.versionset.schema;

import java.util.ArrayList;
import java.util.List;

/** The fields of a shape as a table in Markdown; sections in a mapping by name have a table of their own. */
public final class ReferenceTable {

    /**
     * One field.
     *
     * @param path such as {@code routes[].path}
     */
    public record Row(String path, String presence, String expectation, String documentation) {}

    private ReferenceTable() {}

    public static List<Row> rows(Shape<?> shape) {
        List<Row> rows = new ArrayList<>();
        add(shape, "", rows);
        return rows;
    }

    public static String of(Shape<?> shape) {
        StringBuilder table = new StringBuilder("| field | default | value | |\n|---|---|---|---|\n");
        rows(shape).forEach(row -> table.append("| `%s` | %s | %s | %s |%n".formatted(row.path(), row.presence(),
                row.expectation(), row.documentation())));
        return table.toString();
    }

    private static void add(Shape<?> shape, String prefix, List<Row> rows) {
        for (Field<?, ?> field : shape.fields()) {
            String path = prefix + field.name();
            switch (field.type()) {
                case Shape<?> nested -> add(nested, path + ".", rows);
                case ListOf<?> list when list.item() instanceof Shape<?> nested -> add(nested, path + "[].", rows);
                case Scalar<?> scalar -> addRow(path, field, rows);
                case ListOf<?> list -> addRow(path, field, rows);
                case MapOf<?> map -> addRow(path, field, rows);
            }
            if (field.normal() != null) {
                rows.add(new Row(prefix + field.name(Form.NORMAL), "–", field.normal().type().expectation(),
                        field.normalDocumentation()));
            }
        }
    }

    private static void addRow(String path, Field<?, ?> field, List<Row> rows) {
        rows.add(new Row(path, field.presence().documentation(), field.type().expectation(), field.documentation()));
    }

}
