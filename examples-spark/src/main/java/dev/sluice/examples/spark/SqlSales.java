package dev.sluice.examples.spark;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.engine.spark.SparkEngine;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.rdd.Rdd;
import dev.sluice.source.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Each batch as a table, for questions in SQL. */
@Command(name = "sql-sales", description = "asks a question in SQL about each batch of sales (Spark SQL)")
final class SqlSales implements Callable<Integer> {
    private static final List<String> ARTICLES = List.of("pump", "hose", "gate", "boat", "oar");

    @Mixin
    private RunOptions options;

    /** One article, sold once. */
    record Sale(String article, long cents) implements Serializable {}

    // snippet: spark-sql
    private static final StructType SALES = StructType.fromDDL("article STRING, cents BIGINT");

    /** The three articles of a batch that brought most, each with what it brought. */
    static List<String> best(Rdd<Sale> batch) {
        JavaRDD<Row> rows = SparkEngine.unwrap(batch).map(sale -> RowFactory.create(sale.article(), sale.cents()));
        SparkSession spark = SparkSession.builder().getOrCreate();
        spark.conf().set("spark.sql.shuffle.partitions", rows.context().defaultParallelism());
        spark.createDataFrame(rows, SALES).createOrReplaceTempView("sales");
        return spark
                .sql(
                        "SELECT article, sum(cents) AS cents FROM sales GROUP BY article ORDER BY cents DESC, article LIMIT 3")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + " " + row.getLong(1))
                .toList();
    }
    // end

    static Sale sale(long number) {
        SplittableRandom random = new SplittableRandom(number);
        return new Sale(ARTICLES.get(random.nextInt(ARTICLES.size())), 100L * (1 + random.nextInt(20)));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("sql-sales", Duration.ofSeconds(1)).build()) {
            DStream<Sale> sales = ssc.stream(Sources.generator(50, SqlSales::sale));
            Bulletin bulletin = new Bulletin();
            sales.foreachRdd((batch, when) -> bulletin.post(when, best(batch)));
            return Session.run(ssc, options);
        }
    }
}
