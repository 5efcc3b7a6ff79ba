package dev.sluice.testkit.storage;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A disk in memory for crash tests. */
public final class SimulatedStorage implements Storage {
    private final SimulatedDisk disk;
    private final SimulatedProcess process;
    private final FileTree view;
    private final int life;

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
        process = new SimulatedProcess(disk, birth);
        view = new FileTree(disk);
    }

    /** Plans a fault; any number may be planned. */
    public SimulatedStorage inject(Fault fault) {
        return tell(() -> process.inject(fault));
    }

    /** Forgets all faults that were planned and have not struck, the lasting ones too. */
    public SimulatedStorage clearFaults() {
        return tell(process::clearFaults);
    }

    /**
     * Tells someone of every operation when it has taken effect, or failed to; it may look at {@link #view} and throw.
     * Called on the thread of the operation, while no other can begin.
     */
    public SimulatedStorage observe(Consumer<Step> observer) {
        return tell(() -> process.observe(observer));
    }

    /** Ends this process now: every later operation throws {@link Crash}. */
    public SimulatedStorage crash() {
        return tell(() -> process.die("from outside"));
    }

    /** Whether this process has died. */
    public boolean isCrashed() {
        return disk.locked(process::isDead);
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
        return tell(() -> {
            damage.strike(new DamagedFiles(disk));
            process.note(damage);
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
        return disk.locked(process::operations);
    }

    /** The latest 10,000 operations of this process and what befell them, a line each, for messages of failed tests. */
    public List<String> journal() {
        return disk.locked(process::journal);
    }

    /** The paths of the files that this process opened, for writing or reading, and has not closed. */
    public List<String> openFiles() {
        return disk.locked(process::openFiles);
    }

    @Override
    public AppendFile create(String path) {
        Place place = Place.file(path);
        SimulatedFile created = process.perform(Operation.CREATE, place, () -> disk.create(place));
        AppendFile file = new SimulatedAppendFile(process, disk, place, created);
        tell(() -> process.opened(file, place.path()));
        return file;
    }

    @Override
    public boolean putIfAbsent(String path, byte[] content) {
        Place place = Place.file(path);
        byte[] copy = content.clone();
        return process.perform(Operation.PUT_WRITE, place.path(), "", copy.length, () -> disk.isFree(place))
                && settle(
                        Operation.PUT_SYNC,
                        place,
                        process.perform(Operation.PUT_NAME, place, () -> disk.put(place, copy)));
    }

    @Override
    public void rename(String from, String to) {
        Place source = Place.file(from);
        Place target = Place.file(to);
        process.perform(Operation.RENAME, source.path(), target.path(), 0, Act.of(() -> disk.rename(source, target)));
    }

    @Override
    public void syncDirectory(String directory) {
        Place place = Place.of(directory);
        process.perform(Operation.SYNC_DIRECTORY, place, Act.of(() -> disk.syncDirectory(place)));
    }

    @Override
    public boolean delete(String path) {
        Place place = Place.file(path);
        return process.perform(Operation.DELETE, place, () -> disk.delete(place));
    }

    @Override
    public List<Entry> list(String directory) {
        return process.perform(Operation.LIST, Place.of(directory), () -> view.list(directory));
    }

    @Override
    public byte[] read(String path, long offset, int max) {
        return process.perform(Operation.READ, Place.file(path), () -> view.read(path, offset, max));
    }

    @Override
    public InputStream open(String path) {
        Place place = Place.file(path);
        byte[] content = process.perform(
                Operation.OPEN, place, () -> disk.file("open", place).content());
        SimulatedStream stream = new SimulatedStream(content, this::closed);
        tell(() -> process.opened(stream, place.path()));
        return stream;
    }

    @Override
    public boolean exists(String path) {
        return process.perform(Operation.EXISTS, Place.of(path), () -> view.exists(path));
    }

    @Override
    public void createDirectories(String directory) {
        Place place = Place.of(directory);
        int depth = process.perform(Operation.EXISTS, place, () -> existingDirectories(place));
        while (depth < place.names().size()) {
            depth++;
            makeDirectory(place, depth);
        }
    }

    private int existingDirectories(Place place) {
        int depth = place.names().size();
        while (!(disk.find(place.upTo(depth)) instanceof SimulatedDirectory)) {
            depth--;
        }
        return depth;
    }

    private void makeDirectory(Place place, int depth) {
        Place made = place.upTo(depth);
        settle(
                Operation.MAKE_DIRECTORY_SYNC,
                made,
                process.perform(Operation.MAKE_DIRECTORY, made, () -> disk.makeDirectory(place, depth)));
    }

    private boolean settle(Operation operation, Place place, Optional<SimulatedDisk.Named> named) {
        return named.isPresent() && process.perform(operation, place, Act.of(() -> disk.sync(named.get())));
    }

    private void closed(SimulatedStream stream) {
        tell(() -> process.closed(stream));
    }

    private SimulatedStorage tell(Runnable change) {
        return disk.locked(() -> {
            change.run();
            return this;
        });
    }
}
