package polis.architecture.test.city.neighbour;

import polis.architecture.test.city.pure.Distance;

record Road(Distance length) {}
