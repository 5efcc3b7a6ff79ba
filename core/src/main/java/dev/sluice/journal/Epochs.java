package dev.sluice.journal;

import dev.sluice.error.FencedException;
import dev.sluice.log.Digits;
import dev.sluice.log.FileId;
import dev.sluice.log.FrameBytes;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The runs of a job, by the files that they put at their start: who has the highest number rules. */
final class Epochs {
    private static final Pattern NAME = Pattern.compile("epoch-[0-9]{8,10}");

    private final Storage storage;
    private final String shown;
    private final UUID job;

    Epochs(Storage storage, String shown, UUID job) {
        this.storage = storage;
        this.shown = shown;
        this.job = job;
    }

    /** The highest number of a run that left anything, its claim or a file; 0 for none. */
    static int highest(List<Entry> entries) {
        int highest = 0;
        for (Entry entry : entries) {
            highest = Math.max(highest, Names.epoch(entry.name()));
        }
        return highest;
    }

    static boolean isEpoch(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Takes over. From now on the run before can promise nothing more.
     *
     * @param who starts, for people
     */
    void claim(int epoch, String who) {
        FileId file = new FileId(FileId.Kind.EPOCH, epoch, 0, job);
        byte[] content = new FrameBytes(file)
                .add(FrameType.RUN, who.getBytes(StandardCharsets.UTF_8))
                .toBytes();
        if (!storage.putIfAbsent(name(epoch), content)) {
            throw fenced(epoch - 1, "another run started at the same moment and was first");
        }
    }

    /** Requires that no run has taken over from this one. */
    void require(int epoch) {
        if (storage.exists(name(epoch + 1))) {
            throw fenced(epoch, "a later run has taken over");
        }
    }

    private FencedException fenced(int epoch, String reason) {
        return new FencedException("the run with number " + epoch + " in '" + shown + "' is over: " + reason
                + "; nothing of it is lost, but only one run can write there; start no two on one directory");
    }

    static String name(int epoch) {
        return "epoch-" + Digits.padded(epoch, 8);
    }
}
