package dev.sluice.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** Which packages of the JDK the engines want opened: what their own start scripts say. */
final class Opened {
    static final List<String> FOR_SPARK = Stream.concat(
                    Stream.of(
                            "-XX:+IgnoreUnrecognizedVMOptions",
                            "--add-modules=jdk.incubator.vector",
                            "-Djdk.reflect.useDirectMethodHandle=false",
                            "-Dio.netty.tryReflectionSetAccessible=true",
                            "-Dio.netty.allocator.type=pooled",
                            "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE"),
                    opens(
                            "java.lang",
                            "java.lang.invoke",
                            "java.lang.reflect",
                            "java.io",
                            "java.net",
                            "java.nio",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "jdk.internal.ref",
                            "sun.nio.ch",
                            "sun.nio.cs",
                            "sun.security.action",
                            "sun.util.calendar"))
            .toList();

    static final List<String> FOR_FLINK = opens(
                    "java.lang",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "java.lang.reflect",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "sun.nio.ch")
            .toList();

    static final List<String> FOR_JET = Stream.concat(
                    Stream.of(
                            "--add-modules=java.se",
                            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                            "--add-opens=java.management/sun.management=ALL-UNNAMED",
                            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"),
                    opens("java.lang", "sun.nio.ch"))
            .toList();

    private Opened() {}

    private static Stream<String> opens(String... packages) {
        return Stream.of(packages).map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
}
