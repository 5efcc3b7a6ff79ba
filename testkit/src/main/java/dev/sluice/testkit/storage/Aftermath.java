package dev.sluice.testkit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a dead process leaves behind, and the losses in words. */
record Aftermath(SimulatedDisk disk, List<String> losses) {
    static Aftermath of(SimulatedDisk disk, Survival survival, long seed) {
        return switch (survival) {
            case KILLED -> new Aftermath(KilledCopy.of(disk), List.of());
            case POWER_CUT_ORDERED, POWER_CUT_ANY -> {
                SplittableRandom random = new SplittableRandom(seed);
                KeptChanges kept = KeptChanges.choose(disk, survival == Survival.POWER_CUT_ORDERED, random);
                yield PowerCut.of(disk, kept, random);
            }
        };
    }

    List<String> report(String birth) {
        List<String> report = new ArrayList<>();
        report.add(birth);
        report.addAll(losses);
        return report;
    }
}
