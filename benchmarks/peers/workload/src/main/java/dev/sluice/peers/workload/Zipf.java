package dev.sluice.peers.workload;

import java.util.Arrays;
import java.util.Random;

/** Ranks from 0 on, each about as often as one divided by its place. */
final class Zipf {
    private final double[] upTo;
    private final Random random;

    Zipf(int ranks, Random random) {
        this.random = random;
        upTo = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    int next() {
        int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(upTo.length - 1, place < 0 ? -place - 1 : place);
    }
}
