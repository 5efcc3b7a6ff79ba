package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A source, a directory, an output, and the drivers that were started for them. For one thread. */
final class World implements AutoCloseable {
    /** What must not matter: encodings, languages with other digits and letters, time zones. */
    private static final List<List<String>> PLACES = List.of(
            List.of(),
            List.of("-Dfile.encoding=ISO-8859-1", "-Duser.language=tr", "-Duser.country=TR"),
            List.of(
                    "-Dfile.encoding=US-ASCII",
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-Duser.timezone=Asia/Kathmandu"),
            List.of("-Dfile.encoding=UTF-16", "-Duser.language=th", "-Duser.country=TH", "-Duser.variant=TH"),
            List.of("-Duser.language=hi", "-Duser.country=IN", "-Duser.timezone=Pacific/Apia"));

    private final Random random;
    private final Events events = new Events();
    private final List<Driver> drivers = new ArrayList<>();
    private final CountingSettings settings;
    private final Feed feed;
    private final Output output;

    private World(Random random, CountingSettings settings, Feed.Target target) throws IOException {
        this.random = random;
        this.settings = settings;
        this.feed = new Feed(random, target);
        this.output = new Output(settings.output());
        events.watch(settings.checkpoint(), "kept");
        events.watch(settings.output(), "out");
    }

    /** A world whose source are files. */
    static World ofFiles(Path directory, Durability durability, Random random) throws IOException {
        Path input = Files.createDirectories(directory.resolve("in"));
        return new World(random, CountingSettings.in(directory, input.toString(), durability), Feed.files(input));
    }

    /** A world whose source is a server. */
    static World ofLines(Path directory, Durability durability, Random random, LineServer server) throws IOException {
        return new World(
                random,
                CountingSettings.in(directory, Integer.toString(server.port()), durability),
                Feed.server(server));
    }

    CountingSettings settings() {
        return settings;
    }

    Feed feed() {
        return feed;
    }

    Output output() {
        return output;
    }

    /** A driver that waits for its word. */
    Driver driver() throws IOException {
        return driver(settings);
    }

    Driver driver(CountingSettings other, String... options) throws IOException {
        List<String> all = new ArrayList<>(PLACES.get(random.nextInt(PLACES.size())));
        all.addAll(List.of(options));
        Driver driver = Driver.start(events, other, all);
        drivers.add(driver);
        return driver;
    }

    /** A driver that has started: what is fed from now on is new. */
    Driver started() throws IOException, InterruptedException {
        Driver driver = driver();
        driver.go();
        driver.awaitOnce("started");
        return driver;
    }

    /** Feeds a driver until this moment. */
    void feedUntil(Moment moment, Driver driver) throws IOException, InterruptedException {
        String event = driver.next();
        while (!moment.isReached(driver, event)) {
            if (event.startsWith(driver.tag() + "batch")) {
                feed.more();
            }
            event = driver.next();
        }
    }

    /** Feeds a driver until it has counted so many times all that was fed. */
    void feedThrough(Driver driver, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            feed.more();
            awaitAll(driver);
        }
    }

    /** Waits until a driver has counted all that was fed. */
    void awaitAll(Driver driver) throws IOException, InterruptedException {
        awaitAll(driver, output);
    }

    private void awaitAll(Driver driver, Output itsOutput) throws IOException, InterruptedException {
        while (itsOutput.counted() < feed.lines().size()) {
            String ignored = driver.await("batch");
        }
    }

    /** Waits until one of them has ended, which must have been fenced; gives the other. */
    Driver survivor(Driver one, Driver other) throws InterruptedException {
        String event = events.next();
        while (event != null && !one.isOver(event) && !other.isOver(event)) {
            event = events.next();
        }
        Driver fenced = event != null && one.isOver(event) ? one : other;
        fenced.awaitExit(CountingProgram.FENCED);
        assertThat(fenced.said("fenced")).contains("only one run can write there; start no two on one directory");
        return fenced == one ? other : one;
    }

    /** Lets a new driver do what is left and end. */
    void finish() throws IOException, InterruptedException {
        finish(started());
    }

    /** Lets a driver do what is left and end. */
    void finish(Driver driver) throws IOException, InterruptedException {
        finish(driver, output);
    }

    /** The same for one that writes elsewhere. */
    void finish(Driver driver, Output itsOutput) throws IOException, InterruptedException {
        awaitAll(driver, itsOutput);
        driver.tell("stop 60000");
        driver.awaitExit(0);
        assertThat(driver.said("ended")).startsWith("ended stopped in").contains("nothing left");
    }

    @Override
    public void close() throws IOException {
        drivers.forEach(Driver::close);
        events.close();
    }
}
