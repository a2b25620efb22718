package polis.benchmark.registry.catalogue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The same questions, each answered from the tables, with all indexes that are there. */
final class PlainSql {

    private static final String PAGE = "select * from service where %s order by name limit 100";

    private static final List<String> FACETS = List.of("select tier, count(*) from service where %s group by 1",
            "select owner, count(*) from service where %s group by 1 order by 2 desc limit 100",
            "select lifecycle, count(*) from service where %s group by 1",
            "select tag, count(*) from service, unnest(tags) as tag where %s group by 1 order by 2 desc limit 100");

    private final Connection connection;

    PlainSql(DataSource database) throws SQLException {
        this.connection = database.getConnection();
    }

    void summary() throws SQLException {
        read("select name, tier, owner, lifecycle, lifecycle_since from service order by name");
        read("select service, version, state, count(*) from instance where state <> 'GONE' group by 1, 2, 3");
    }

    void list(String condition) throws SQLException {
        read(PAGE.formatted(condition));
        for (String facet : FACETS) {
            read(facet.formatted(condition));
        }
        read("select service, version, state, count(*) from instance where state <> 'GONE' and service in (select name from ("
                + PAGE.formatted(condition) + ") as page) group by 1, 2, 3");
    }

    void search(String... words) throws SQLException {
        list(Stream.of(words).map(word -> "concat_ws(' ', name, title, description, owner) ilike '%" + word + "%'")
                .collect(Collectors.joining(" and ")));
    }

    private void read(String sql) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getString(column);
                }
            }
        }
    }
}
