package dev.sluice.examples.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of {@code spark-submit}.
 *
 * @param options its options, each with its value or with the empty text
 * @param program the name of an example, or where a jar is
 * @param arguments what the program is given
 */
record Submission(Map<String, List<String>> options, String program, List<String> arguments) {
    private static final Set<String> WITHOUT_VALUE = Set.of("--verbose", "-v", "--supervise");
    private static final String SPARK_PREFIX = "spark:";

    /** Reads a command line. */
    static Submission of(List<String> commandLine) {
        Iterator<String> left = commandLine.iterator();
        Map<String, List<String>> options = new LinkedHashMap<>();
        while (left.hasNext()) {
            String next = left.next();
            if (!next.startsWith("-")) {
                List<String> arguments = new ArrayList<>();
                left.forEachRemaining(arguments::add);
                return new Submission(options, checked(next, options), arguments);
            }
            read(next, left, options);
        }
        throw new RefusedException("say what is to run: a jar, or one of the examples " + examples());
    }

    private static void read(String option, Iterator<String> left, Map<String, List<String>> options) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        if (equals < 0 && !WITHOUT_VALUE.contains(name)) {
            if (!left.hasNext()) {
                throw new RefusedException("the option " + name + " needs a value");
            }
            value = left.next();
        }
        options.computeIfAbsent(name, missing -> new ArrayList<>())
                .add(name.equals("--master") ? forSpark(value) : value);
    }

    /** Spark's own threads have a name in programs that its commands do not know. */
    private static String forSpark(String master) {
        return master.startsWith(SPARK_PREFIX) && !master.startsWith(SPARK_PREFIX + "//")
                ? master.substring(SPARK_PREFIX.length())
                : master;
    }

    private static String checked(String program, Map<String, List<String>> options) {
        if (!isJar(program)) {
            if (!Examples.names().contains(program)) {
                throw new RefusedException("there is no example '" + program + "'; there is " + examples()
                        + ". The name of a jar ends with .jar");
            }
            if (options.containsKey("--class")) {
                throw new RefusedException("--class names the program in a jar; '" + program + "' is an example");
            }
        } else if (!program.contains(":") && !Files.isRegularFile(Path.of(program))) {
            throw new RefusedException("there is no jar " + Path.of(program).toAbsolutePath()
                    + "; build it first, with Sluice and without Spark in it");
        }
        return program;
    }

    private static boolean isJar(String program) {
        return program.endsWith(".jar") || program.contains("/");
    }

    private static String examples() {
        return String.join(", ", Examples.names());
    }

    /** Whether an example is to run. */
    boolean isExample() {
        return !isJar(program);
    }

    /** The value of an option that is given once; empty where it is not. */
    String option(String name) {
        List<String> values = options.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    /** Where Spark is to run it; empty where its own settings say so. */
    String master() {
        return option("--master");
    }

    /** The same submission with another master. */
    Submission on(String master) {
        Map<String, List<String>> changed = new LinkedHashMap<>(options);
        changed.put("--master", List.of(master));
        return new Submission(changed, program, arguments);
    }

    /** The command line for {@code spark-submit}, where examples are in this jar. */
    List<String> commandLine(Path jarOfExamples) {
        List<String> line = new ArrayList<>();
        options.forEach((name, values) -> values.forEach(value -> {
            line.add(name);
            if (!WITHOUT_VALUE.contains(name)) {
                line.add(value);
            }
        }));
        line.add(isExample() ? jarOfExamples.toString() : program);
        if (isExample()) {
            line.add(program);
        }
        line.addAll(arguments);
        return line;
    }

    static String help() {
        return """
                Usage: ./sluice submit [--master MASTER] [OPTION...] JAR|EXAMPLE [ARGUMENT...]
                starts a program on Apache Spark, as spark-submit does

                  --master MASTER   spark://host:port, yarn, k8s://..., local-cluster[2,1,1024]
                                    or local[2]; default local[*], or what Spark's settings say
                  OPTION            any option of spark-submit, for example --class for a jar
                                    whose manifest names no program, --executor-memory, --conf
                  JAR               your program with Sluice and without Spark in it
                  EXAMPLE           %s;
                                    ./sluice submit EXAMPLE --help lists its options

                With SPARK_HOME set it is that Spark which starts it; else the jars of Spark
                that Maven brought, which know the masters spark://, local-cluster and local.""".formatted(inLines());
    }

    private static String inLines() {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String name : Examples.names()) {
            if (column > 0) {
                text.append(column > 40 ? ",\n" + " ".repeat(20) : ", ");
                column = column > 40 ? 0 : column + 2;
            }
            text.append(name);
            column += name.length();
        }
        return text.toString();
    }
}
