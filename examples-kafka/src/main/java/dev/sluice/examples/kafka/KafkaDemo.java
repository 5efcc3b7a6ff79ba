package dev.sluice.examples.kafka;

import dev.sluice.kafkaserver.KafkaServer;
import dev.sluice.postgresserver.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A broker, a database, tills that send payments, and the program, killed in turn; then the results are looked at. */
final class KafkaDemo {
    private static final int TILLS = 4;
    private static final long SECONDS_BETWEEN_KILLS_MAX = 3;

    private static final long WINDOWS_SECONDS_MAX = 120;

    private final Path jars;
    private final Path archives;
    private final int seconds;
    private final int kills;
    private final int rate;
    private final PrintStream out;
    private final Random random;

    /**
     * A demo.
     *
     * @param home of this project, where the servers' programs are
     * @param rate payments a second, of all tills together
     */
    KafkaDemo(Path home, int seconds, int kills, int rate, long seed, PrintStream out) {
        this.jars = home.resolve("kafka-server/target/broker");
        this.archives = home.resolve("postgres-server/target/postgres");
        this.seconds = seconds;
        this.kills = kills;
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
            play(
                    topics,
                    List.of(
                            new Victim("the program", program::kill, program::start),
                            new Victim("the broker", broker::kill, broker::restart),
                            new Victim("the database", database::kill, database::restart)));
            out.println("the tills have closed; the program does what is left, and stops ...");
            topics.awaitCommitted(Payments.IN);
            awaitWindows(topics, tables);
            if (!program.stop()) {
                out.println("the program did not end as it should; see " + program.log());
                return false;
            }
            return verdict(Findings.of(topics, tables));
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

    /** Something that is killed and started again. */
    private record Victim(String name, Runnable kill, Runnable restart) {}

    private void play(Topics topics, List<Victim> victims) throws InterruptedException {
        List<Till> tills = IntStream.range(0, TILLS)
                .mapToObj(number -> new Till(topics, number, number % 2 == 0, rate / TILLS))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(TILLS);
        try {
            tills.forEach(threads::execute);
            killInTurn(victims);
        } finally {
            tills.forEach(Till::end);
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        }
    }

    private void killInTurn(List<Victim> victims) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int kill = 0; kill < kills; kill++) {
            long left = Math.max(0, end - System.nanoTime());
            long usual = Math.max(left / (kills - kill + 1), TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_KILLS_MAX));
            TimeUnit.NANOSECONDS.sleep((long) (usual * (0.5 + random.nextDouble())));
            Victim victim = victims.get(random.nextInt(victims.size()));
            out.println("--- kill -9 of " + victim.name + " (" + (kill + 1) + " of " + kills + ")");
            victim.kill.run();
            victim.restart.run();
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
    }

    private boolean verdict(Findings findings) {
        out.println("sent: " + findings.payments() + " payments, after " + kills + " kills");
        findings.wrong().forEach(out::println);
        out.println(
                findings.areGood()
                        ? "the totals and the windows are those of a plain computation over what was sent: nothing is lost,"
                                + " nothing came twice"
                        : "this is wrong");
        return findings.areGood();
    }
}
