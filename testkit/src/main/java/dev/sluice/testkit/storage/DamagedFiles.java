package dev.sluice.testkit.storage;

import java.util.function.UnaryOperator;

/**
 * Changes files behind the back of everyone. What it touches, and the names beside it, are durable afterwards: this is a
 * disk at rest. Other disks that share the bytes keep theirs.
 */
record DamagedFiles(SimulatedDisk disk) {
    byte[] content(String path) {
        return disk.tree().file("damage", Place.file(path)).content();
    }

    void change(String path, UnaryOperator<byte[]> change) {
        put(path, change.apply(content(path)));
    }

    void put(String path, byte[] content) {
        if (disk.tree().find(Place.file(path)) instanceof SimulatedDirectory) {
            throw Refusal.notRegular(path);
        }
        disk.replace(Place.file(path), content);
    }

    void remove(String path) {
        Place place = Place.file(path);
        disk.tree().file("damage", place);
        disk.delete(place);
        disk.settle(place);
    }
}
