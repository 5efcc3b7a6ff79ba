package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.source.FileOptions;
import dev.sluice.source.Sources;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import dev.sluice.text.LineFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Another program that writes a file now and then, durably, and gives it its name when it is whole. */
final class FilesFeed implements Feed {
    private final String directory;
    private long given;

    FilesFeed(String directory) {
        this.directory = directory;
    }

    @Override
    public DStream<Event> define(StreamingContext context, Moment life) {
        life.disk().neighbour().createDirectories(directory);
        Storage below = new Below(life.storage(), directory);
        return context.stream(Sources.textFiles(
                        directory, below, FileOptions.DEFAULT.withExisting().filesPerBatchMax(3), LineFormat.DEFAULT))
                .map(Event::parse);
    }

    @Override
    public void give(Moment life, int records) {
        if (records == 0) {
            return;
        }
        Storage disk = life.disk().neighbour();
        String draft = directory + "/.draft-" + given;
        try (AppendFile file = disk.create(draft)) {
            file.append(ByteBuffer.wrap(content(given, given + records)));
            file.sync();
        }
        disk.rename(draft, directory + "/file-" + (1_000_000 + given));
        disk.syncDirectory(directory);
        given += records;
    }

    private static byte[] content(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(id -> Event.numbered(id).text() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long given() {
        return given;
    }

    @Override
    public void judge(List<Cut> cuts, Findings findings) {
        List<Long> seen = new ArrayList<>();
        cuts.forEach(cut -> cut.events().forEach(event -> seen.add(event.id())));
        if (seen.size() != given || new HashSet<>(seen).size() != given) {
            findings.add(directory + " got files with " + given + " records, but the batches have " + seen);
        }
    }
}
