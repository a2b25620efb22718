package polis.dependencymap.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The districts from top to bottom. */
final class Districts {

    private Districts() {}

    /** Orders the districts: known ones first in their order; new ones below, the nearer to the entrance first. */
    static List<String> inOrder(List<NodeBox> boxes, Set<String> known) {
        Map<String, IntSummaryStatistics> depths = new HashMap<>();
        boxes.forEach(box -> depths.computeIfAbsent(box.district(), name -> new IntSummaryStatistics())
                .accept(box.halfDepth()));
        List<String> order = new ArrayList<>(known.stream().filter(depths::containsKey).toList());
        depths.entrySet().stream().filter(district -> !known.contains(district.getKey()))
                .sorted(Comparator
                        .comparingDouble((Map.Entry<String, IntSummaryStatistics> each) -> each.getValue().getAverage())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).forEach(order::add);
        return order;
    }
}
