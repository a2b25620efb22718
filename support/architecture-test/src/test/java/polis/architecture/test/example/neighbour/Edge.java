package polis.architecture.test.example.neighbour;

import polis.architecture.test.example.pure.Distance;

record Edge(Distance length) {}
