package dev.sluice.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One version of a program: its classes, compiled from source in memory, in a class loader of their own. */
final class Versions extends ClassLoader {
    private final Map<String, byte[]> classes;

    private Versions(Map<String, byte[]> classes) {
        super(Versions.class.getClassLoader());
        this.classes = classes;
    }

    /** A version with these top-level types, each given as source whose second word is its name: {@code record P(…)}. */
    static Versions of(String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        List<Source> units = List.of(sources).stream().map(Source::new).toList();
        boolean compiled = compiler.getTask(
                        null, new InMemory(files, outputs), null, List.of("-proc:none"), null, units)
                .call();
        if (!compiled) {
            throw new AssertionError("cannot compile " + String.join("\n", sources));
        }
        Map<String, byte[]> classes = new HashMap<>();
        outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new Versions(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    Class<?> type(String name) {
        try {
            return Class.forName("app." + name, true, this);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** A codec of this version in which all its classes are declared. */
    RecordCodec codec() {
        TypeRegistry.Builder builder = TypeRegistry.builder().classLoader(this);
        for (String name : classes.keySet()) {
            builder.allow(type(name.substring("app.".length())));
        }
        return builder.build().codec();
    }

    /** A new object, by the one constructor that takes as many arguments. */
    Object make(String name, Object... arguments) {
        try {
            for (Constructor<?> constructor : type(name).getDeclaredConstructors()) {
                if (constructor.getParameterCount() == arguments.length) {
                    constructor.setAccessible(true);
                    return constructor.newInstance(arguments);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no constructor of " + name + " takes " + arguments.length);
    }

    Object constant(String enumName, String constant) {
        for (Object candidate : type(enumName).getEnumConstants()) {
            if (((Enum<?>) candidate).name().equals(constant)) {
                return candidate;
            }
        }
        throw new AssertionError(constant);
    }

    /** The fields of an object and their values, by name. */
    static Map<String, Object> fields(Object object) {
        Map<String, Object> values = new TreeMap<>();
        try {
            for (Field field : object.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                values.put(field.getName(), field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///app/" + text.split("[ ({]")[1] + ".java"), Kind.SOURCE);
            this.text = "package app; import java.util.*; public " + text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> outputs) {
            super(files);
            this.outputs = outputs;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) throws IOException {
            return new SimpleJavaFileObject(URI.create("string:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return outputs.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
