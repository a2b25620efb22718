package polis.dependencymap.map;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.layout.Spot;

/** Where everything stood in the last drawing, so that the next one, also after a restart, leaves it there. */
@Repository
class Places {

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Spot> spots() {
        Map<String, Spot> spots = new HashMap<>();
        jdbc.sql("select node, district, \"row\" from place").query(row -> {
            spots.put(row.getString(1), new Spot(row.getString(2), row.getInt(3)));
        });
        return spots;
    }

    List<String> districts() {
        return jdbc.sql("select name from district order by position, name").query((row, index) -> row.getString(1))
                .list();
    }

    @Transactional
    public void keep(Plan plan) {
        Map<String, Spot> known = spots();
        plan.places().forEach((name, place) -> {
            if (!place.spot().equals(known.get(name))) {
                jdbc.sql("""
                        insert into place (node, district, "row") values (?, ?, ?)
                        on conflict (node) do update set district = excluded.district, "row" = excluded."row\"""")
                        .param(name).param(place.spot().district()).param(place.spot().row()).update();
            }
        });
        List<String> districts = districts();
        plan.districts().stream().map(Plan.District::name).filter(name -> !districts.contains(name))
                .forEach(name -> jdbc.sql("""
                        insert into district (name, position) select ?, coalesce(max(position), 0) + 1 from district
                        on conflict do nothing""").param(name).update());
    }
}
