package dev.sluice.examples.kafka;

import dev.sluice.kafkaserver.KafkaServer;
import dev.sluice.postgresserver.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A broker, a database, tills that send payments, and the program, killed in turn or made to stand still; then the results
 * are looked at.
 */
final class KafkaDemo {
    private static final int TILLS = 4;
    private static final long SECONDS_BETWEEN_FAULTS = 3;
    private static final int PAUSE_SECONDS_MAX = 5;
    private static final long WINDOWS_SECONDS_MAX = 120;

    private final Path jars;
    private final Path archives;
    private final int seconds;
    private final int kills;
    private final int pauses;
    private final int rate;
    private final PrintStream out;
    private final Random random;

    /**
     * A demo.
     *
     * @param home of this project, where the servers' programs are
     * @param kills how often one of them is killed
     * @param pauses how often one of them stands still for some seconds
     * @param rate payments a second, of all tills together
     */
    KafkaDemo(Path home, int seconds, int kills, int pauses, int rate, long seed, PrintStream out) {
        this.jars = home.resolve("kafka-server/target/broker");
        this.archives = home.resolve("postgres-server/target/postgres");
        this.seconds = seconds;
        this.kills = kills;
        this.pauses = pauses;
        this.rate = rate;
        this.out = out;
        this.random = new Random(seed);
    }

    /** Runs it in an empty directory; true if nothing was lost and nothing came twice. */
    boolean run(Path directory) throws IOException, InterruptedException {
        out.println("starting a broker of Kafka and a PostgreSQL ...");
        try (KafkaServer broker = KafkaServer.start(jars, directory.resolve("broker"), List.of());
                PostgresServer database = PostgresServer.start(archives, directory.resolve("database"));
                Program program = new Program(broker.bootstrap(), database.url(), directory, out)) {
            Topics topics = new Topics(broker.bootstrap());
            topics.create(Payments.IN, TILLS);
            topics.create(Payments.TOTALS, 2);
            topics.create(Payments.ALERTS, 1);
            Tables tables = new Tables(database.url());
            tables.create(Payments.TABLE, Payments.COLUMNS);
            program.start();
            boolean noticed = play(
                    topics,
                    List.of(
                            new Victim(
                                    "the program",
                                    program::kill,
                                    program::start,
                                    program::replace,
                                    program::wakeReplaced),
                            new Victim(
                                    "the broker",
                                    broker::kill,
                                    broker::start,
                                    broker::suspend,
                                    () -> awake(broker::resume)),
                            new Victim(
                                    "the database",
                                    database::kill,
                                    database::start,
                                    database::suspend,
                                    () -> awake(database::resume))));
            out.println("the tills have closed; the program does what is left, and stops ...");
            topics.awaitCommitted(Payments.IN);
            awaitWindows(topics, tables);
            if (!program.stop()) {
                out.println("the program did not end as it should; see " + program.log());
                return false;
            }
            return verdict(Findings.of(topics, tables)) && noticed;
        }
    }

    /** The last windows end some seconds after the last payment. */
    private static void awaitWindows(Topics topics, Tables tables) throws InterruptedException {
        AtomicLong payments = new AtomicLong();
        topics.read(Payments.IN, null, record -> payments.incrementAndGet());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WINDOWS_SECONDS_MAX);
        while (System.nanoTime() < end
                && tables.turnovers().values().stream()
                                .mapToLong(Turnover::payments)
                                .sum()
                        < payments.get()) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static boolean awake(Runnable resume) {
        resume.run();
        return true;
    }

    /** Something that is killed and started again, or stands still and goes on. */
    private record Victim(String name, Runnable kill, Runnable restart, Runnable suspend, Waking wake) {}

    /** Lets it go on; false if it does not do what it should then. */
    private interface Waking {
        boolean wake() throws InterruptedException;
    }

    private boolean play(Topics topics, List<Victim> victims) throws InterruptedException {
        List<Till> tills = IntStream.range(0, TILLS)
                .mapToObj(number -> new Till(topics, number, number % 2 == 0, rate / TILLS))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(TILLS);
        try {
            tills.forEach(threads::execute);
            return disturb(victims);
        } finally {
            tills.forEach(Till::end);
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        }
    }

    private boolean disturb(List<Victim> victims) throws InterruptedException {
        List<Boolean> deadly = new ArrayList<>(Collections.nCopies(kills, true));
        deadly.addAll(Collections.nCopies(pauses, false));
        Collections.shuffle(deadly, random);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean noticed = true;
        for (int fault = 0; fault < deadly.size(); fault++) {
            long left = Math.max(0, end - System.nanoTime());
            long usual = Math.max(left / (deadly.size() - fault + 1), TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_FAULTS));
            TimeUnit.NANOSECONDS.sleep((long) (usual * (0.5 + random.nextDouble())));
            Victim victim = victims.get(random.nextInt(victims.size()));
            String number = " (" + (fault + 1) + " of " + deadly.size() + ")";
            if (deadly.get(fault)) {
                out.println("--- kill -9 of " + victim.name + number);
                victim.kill.run();
                victim.restart.run();
            } else {
                int pause = 1 + random.nextInt(PAUSE_SECONDS_MAX);
                out.println("--- " + victim.name + " stands still for " + pause + " s" + number);
                victim.suspend.run();
                TimeUnit.SECONDS.sleep(pause);
                noticed &= victim.wake.wake();
            }
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
        return noticed;
    }

    private boolean verdict(Findings findings) {
        out.println("sent: " + findings.payments() + " payments, after " + kills + " kills and " + pauses + " pauses");
        findings.wrong().forEach(out::println);
        out.println(
                findings.areGood()
                        ? "the totals and the windows are those of a plain computation over what was sent: nothing is lost,"
                                + " nothing came twice"
                        : "this is wrong");
        return findings.areGood();
    }
}
