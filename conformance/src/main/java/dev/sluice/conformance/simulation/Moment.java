package dev.sluice.conformance.simulation;

import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.time.ManualClock;

/**
 * One life of a process: its disk and its clock.
 *
 * @param disk what may fail and die
 * @param storage the same as the program sees it
 * @param number counted from 1
 */
record Moment(SimulatedStorage disk, Storage storage, ManualClock clock, int number) {
    private static final String ELSEWHERE = "elsewhere/";

    /**
     * Something outside is asked, a broker or a database: an operation of the life like one on its disk, at which it can
     * fail or die.
     */
    void call(String whom) {
        boolean ignored = disk.exists(ELSEWHERE + whom);
    }
}
