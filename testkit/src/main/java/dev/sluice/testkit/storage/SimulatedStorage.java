package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A disk in memory on which programs are crash-tested. It obeys like any other storage until it is told otherwise, and
 * knows at every moment what a real disk would still have after a power cut: the bytes that were synced, under the names
 * whose directory was synced, and of everything else any part.
 *
 * <p>To test a sink, a log, or whatever writes files, let it take a {@link Storage}, and then:
 *
 * <ol>
 *   <li>Run the program to its end on a new disk and note {@link #operations}: so many places there are to die at.
 *   <li>For each of them run it on a new disk that has a {@link Fault#crashBefore} or {@link Fault#crashAfter} there, and
 *       catch the {@link Crash}.
 *   <li>{@link #restart} the disk as a killed process leaves it and as power cuts leave it, for some seeds each.
 *   <li>Run the program again on what is left, as the next process would, and compare the files with those of a run that
 *       never died. Or let it die again: each life has its own operations, so every pair of deaths can be tried.
 * </ol>
 *
 * <p>The files at the end are half of the truth. Someone who reads them meanwhile must not see half of a file either:
 * {@link #observe} calls a check at every operation, and {@link #view} shows it the files without disturbing the count.
 *
 * <p>Errors are planned in the same way, with {@link Fault#fail} and {@link Fault#failFrom}: what failed must be reported,
 * and nothing that was acknowledged may be lost. {@link #damage} breaks what no program can: a bit, a file, or two of them
 * that change places; that must be noticed.
 *
 * <p>Used by one thread, everything is decided by the program and the seeds: a failing test names both, shows the {@link
 * #journal}, and fails again. Safe for any thread. A life costs microseconds: thousands of them make a test.
 */
public final class SimulatedStorage implements Storage {
    private final SimulatedDisk disk;
    private final FaultyProcess process;
    private final FileTree view;
    private final int life;
    private final Set<String> settled = new HashSet<>();

    /** An empty disk whose clock stands still at the epoch. */
    public SimulatedStorage() {
        this(new ManualClock());
    }

    /** An empty disk whose files are stamped with the wall time of this clock. */
    public SimulatedStorage(Clock clock) {
        this(SimulatedDisk.empty(clock), 1, List.of());
    }

    private SimulatedStorage(SimulatedDisk disk, int life, List<String> birth) {
        this.disk = disk;
        this.life = life;
        process = new FaultyProcess(disk.lock(), birth);
        view = new FileTree(disk);
    }

    /** Plans a fault; any number may be planned. */
    public SimulatedStorage inject(Fault fault) {
        process.inject(fault);
        return this;
    }

    /** Forgets all faults that were planned and have not struck, the lasting ones too. */
    public SimulatedStorage clearFaults() {
        process.clearFaults();
        return this;
    }

    /**
     * Tells someone of every operation when it has taken effect, or failed to; it may look at {@link #view} and throw.
     * Called on the thread of the operation, while no other can begin.
     */
    public SimulatedStorage observe(Consumer<Step> observer) {
        process.observe(observer);
        return this;
    }

    /** Ends this process now: every later operation throws {@link Crash}. */
    public SimulatedStorage crash() {
        process.die("from outside");
        return this;
    }

    /** Whether this process has died. */
    public boolean isCrashed() {
        return process.isDead();
    }

    /**
     * The disk as the next process finds it. This one is left as it is, so that one crash can be followed by many
     * restarts; a program that still runs keeps its own disk. The next process has no faults and no observer, and counts
     * its operations from 1.
     *
     * @param seed decides all that is left to chance; the same one gives the same bytes
     */
    public SimulatedStorage restart(Survival survival, long seed) {
        return disk.locked(() -> {
            Aftermath aftermath = Aftermath.of(disk, survival, seed);
            String birth = "life " + (life + 1) + " after " + survival + ", seed " + seed;
            return new SimulatedStorage(aftermath.disk(), life + 1, aftermath.report(birth));
        });
    }

    /** Damages a file, usually before a life begins; the files and names it touches are durable afterwards. */
    public SimulatedStorage damage(Damage damage) {
        return disk.locked(() -> {
            damage.strike(new DamagedFiles(disk));
            process.note(damage);
            return this;
        });
    }

    /** Damages any file in any way, and says in the {@link #journal} what it did; the seed decides. */
    public SimulatedStorage damage(long seed) {
        return damage(Damage.random(files(), seed));
    }

    /** A second process on the same disk, with faults, operations and a death of its own. */
    public SimulatedStorage neighbour() {
        return new SimulatedStorage(disk, life, List.of());
    }

    /** The files as anyone sees them from outside: reading there counts as no operation and never fails. */
    public Storage view() {
        return view;
    }

    /** All files and their sizes in bytes, by path. */
    public SortedMap<String, Long> files() {
        return view.sizes();
    }

    /** How many operations this process began. */
    public long operations() {
        return process.operations();
    }

    /** The latest 10,000 operations of this process and what befell them, a line each, for messages of failed tests. */
    public List<String> journal() {
        return process.journal();
    }

    /** The paths of the files that this process opened, for writing or reading, and has not closed. */
    public List<String> openFiles() {
        return process.openFiles();
    }

    @Override
    public AppendFile create(String path) {
        Place place = Place.file(path);
        GrowingFile file = process.perform(Operation.CREATE, place.path(), () -> disk.create(place));
        return new FaultyAppendFile(process, place.path(), file, new Syncing(file::file));
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        Place place = Place.file(path);
        byte[] copy = content.clone();
        return process.perform(Operation.PUT_WRITE, place.path(), "", copy.length, () -> disk.isFree(place))
                && settle(
                        Operation.PUT_SYNC,
                        place,
                        process.perform(Operation.PUT_NAME, place.path(), () -> disk.put(place, copy)));
    }

    @Override
    public void rename(String from, String to) {
        Place source = Place.file(from);
        Place target = Place.file(to);
        process.perform(Operation.RENAME, source.path(), target.path(), 0, Act.of(() -> disk.rename(source, target)));
    }

    @Override
    public void sync(String path) {
        Place place = Place.file(path);
        process.perform(
                Operation.SYNC, place.path(), new Syncing(() -> disk.tree().file("sync", place)));
    }

    @Override
    public void syncDirectory(String directory) {
        Place place = Place.of(directory);
        process.perform(Operation.SYNC_DIRECTORY, place.path(), Act.of(() -> disk.syncDirectory(place)));
    }

    @Override
    public boolean delete(String path) {
        Place place = Place.file(path);
        return process.perform(Operation.DELETE, place.path(), () -> disk.delete(place));
    }

    @Override
    public List<Entry> list(String directory) {
        return process.perform(Operation.LIST, Place.of(directory).path(), () -> view.list(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return process.perform(Operation.READ, Place.file(path).path(), () -> view.read(path, offset, max));
    }

    @Override
    public InputStream open(String path) {
        String place = Place.file(path).path();
        return new WatchedStream(process, place, process.perform(Operation.OPEN, place, () -> view.open(path)));
    }

    @Override
    public boolean exists(String path) {
        return process.perform(Operation.EXISTS, Place.of(path).path(), () -> view.exists(path));
    }

    @Override
    public void createDirectories(String directory) {
        Place place = Place.of(directory);
        int depth = process.perform(Operation.EXISTS, place.path(), () -> existingDirectories(place));
        for (int above = 0; above < depth; above++) {
            settleOnce(place.upTo(above));
        }
        while (depth < place.names().size()) {
            depth++;
            makeDirectory(place, depth);
        }
    }

    private int existingDirectories(Place place) {
        int depth = place.names().size();
        while (!(disk.tree().find(place.upTo(depth)) instanceof SimulatedDirectory)) {
            depth--;
        }
        return depth;
    }

    /** The names in a directory may be those that a process made that was killed before they were durable. */
    private void settleOnce(Place directory) {
        if (!process.locked(() -> settled.contains(directory.path()))) {
            process.perform(Operation.SYNC_DIRECTORY, directory.path(), Act.of(() -> disk.syncDirectory(directory)));
            process.locked(() -> settled.add(directory.path()));
        }
    }

    private void makeDirectory(Place place, int depth) {
        Place made = place.upTo(depth);
        Optional<SimulatedDisk.Named> named =
                process.perform(Operation.MAKE_DIRECTORY, made.path(), () -> disk.makeDirectory(place, depth));
        try {
            settle(Operation.MAKE_DIRECTORY_SYNC, made, named);
        } catch (StorageException failure) {
            boolean ignored = process.locked(() -> disk.delete(made));
            throw failure;
        }
    }

    private boolean settle(Operation operation, Place place, Optional<SimulatedDisk.Named> named) {
        return named.isPresent() && process.perform(operation, place.path(), Act.of(() -> disk.sync(named.get())));
    }
}
