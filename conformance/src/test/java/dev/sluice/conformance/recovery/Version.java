package dev.sluice.conformance.recovery;

import dev.sluice.StreamingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One version of a program, compiled from source: classes of the same names in other versions are other classes. */
final class Version extends ClassLoader {
    private static final String IMPORTS = """
            package app;
            import dev.sluice.*; import dev.sluice.data.*; import dev.sluice.source.*; import dev.sluice.state.*;
            import java.util.*;
            """;

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    private Version() {
        super(Version.class.getClassLoader());
    }

    /**
     * A version.
     *
     * @param body of the program, which has the context {@code ssc} and a list {@code seen} to tell in
     * @param types its records and enums
     */
    static Version of(String body, String... types) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("record Program(List<String> seen)"
                + " implements java.util.function.Consumer<StreamingContext> {"
                + " public void accept(StreamingContext ssc) { " + body + " } }"));
        for (String type : types) {
            sources.add(new Source(type));
        }
        Version version = new Version();
        version.compile(sources);
        return version;
    }

    private void compile(List<Source> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null));
        if (!compiler.getTask(null, files, null, List.of("-proc:none"), null, sources)
                .call()) {
            throw new AssertionError("the version cannot be compiled");
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }

    /** Does something with the program where its classes are found. */
    void with(List<String> seen, Consumer<Consumer<StreamingContext>> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            action.accept(program(seen));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked") // what the source above says
    private Consumer<StreamingContext> program(List<String> seen) {
        try {
            return (Consumer<StreamingContext>)
                    loadClass("app.Program").getDeclaredConstructor(List.class).newInstance(seen);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///app/" + text.split("[ ({]")[1] + ".java"), Kind.SOURCE);
            this.text = IMPORTS + "public " + text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) throws IOException {
            return new SimpleJavaFileObject(URI.create("string:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
