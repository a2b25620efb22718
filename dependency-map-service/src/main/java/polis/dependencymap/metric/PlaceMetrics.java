package polis.dependencymap.metric;

import java.util.List;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.graph.Chains;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Reach;
import polis.dependencymap.map.MapViews;

/** Counts along all roads of a city, topics not counted as callers or callees when it goes through them. */
public final class PlaceMetrics {

    private final City city;
    private final Reach reach;
    private final Chains chains;

    /** Measures a city; takes a tenth of a second for ten thousand places. */
    public PlaceMetrics(City city) {
        this.city = city;
        boolean[] counted = city.stops();
        for (int i = 0; i < counted.length; i++) {
            counted[i] = !counted[i];
        }
        this.reach = Reach.of(city.graph(), city.components(), counted);
        this.chains = Chains.of(city.graph(), city.components(), city.stops());
    }

    public static PlaceMetrics of(Sheet sheet) {
        return new PlaceMetrics(sheet.city());
    }

    /** What is counted of a place. */
    public MetricsView.PlaceView of(int number) {
        Graph graph = city.graph();
        int fanIn = graph.fanIn(number);
        int fanOut = graph.fanOut(number);
        return new MetricsView.PlaceView(fanIn, fanOut, reach.callers(number), reach.callees(number),
                MapViews.instability(fanIn, fanOut), new MetricsView.ChainView(chains.length(number), chain(number)));
    }

    int longestChain(int number) {
        return chains.length(number);
    }

    int callers(int number) {
        return reach.callers(number);
    }

    int callees(int number) {
        return reach.callees(number);
    }

    List<String> chain(int number) {
        return chains.through(number).stream().map(place -> city.roads().places().get(place).name()).toList();
    }
}
