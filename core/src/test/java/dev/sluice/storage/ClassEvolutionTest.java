package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written by one version of a program is read by the next. */
class ClassEvolutionTest {
    private static final Versions RECORD = Versions.of("record P(int a, String b, long c) {}");
    private static final Versions CLASS = Versions.of(
            "class P { int a; String b; long c; P(int a, String b, long c) { this.a = a; this.b = b; this.c = c; } }");

    private static String fields(String kind, String fields) {
        return kind.equals("record")
                ? "record P(" + fields.replace("; ", ", ").replace(";", "") + ") {}"
                : "class P { " + fields + " }";
    }

    private static Object read(String kind, Versions next) {
        Versions first = kind.equals("record") ? RECORD : CLASS;
        byte[] bytes = first.codec().encode(first.make("P", 7, "seven", 77L));
        return next.codec().decode(ByteBuffer.wrap(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void anAddedFieldIsNullZeroOrFalse(String kind) {
        Versions next = Versions.of(fields(
                kind,
                "int a; String b; long c; int zero; boolean no; String nothing; Optional<String> none; double d;"));

        assertThat(Versions.fields(read(kind, next)))
                .containsEntry("a", 7)
                .containsEntry("b", "seven")
                .containsEntry("c", 77L)
                .containsEntry("zero", 0)
                .containsEntry("no", false)
                .containsEntry("nothing", null)
                .containsEntry("none", null)
                .containsEntry("d", 0.0);
    }

    @ParameterizedTest
    @CsvSource({"record, int a; long c;", "class, int a; long c;", "record, String b;", "class, String b;"})
    void aRemovedFieldIsSkipped(String kind, String left) {
        Versions next = Versions.of(fields(kind, left));

        Map<String, Object> fields = Versions.fields(read(kind, next));

        assertThat(Map.<String, Object>of("a", 7, "b", "seven", "c", 77L)).containsAllEntriesOf(fields);
        assertThat(fields).hasSize(left.split(";").length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void theOrderOfFieldsMeansNothing(String kind) {
        Versions next = Versions.of(fields(kind, "long c; String b; int a;"));

        assertThat(Versions.fields(read(kind, next))).isEqualTo(Map.of("a", 7, "b", "seven", "c", 77L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void anIntMayBecomeALong(String kind) {
        Versions next = Versions.of(fields(kind, "long a; String b; long c;"));

        assertThat(Versions.fields(read(kind, next))).isEqualTo(Map.of("a", 7L, "b", "seven", "c", 77L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void aPrimitiveMayBecomeABox(String kind) {
        Versions next = Versions.of(fields(kind, "Integer a; String b; Long c;"));

        assertThat(Versions.fields(read(kind, next))).isEqualTo(Map.of("a", 7, "b", "seven", "c", 77L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void allAtOnceIsNoProblemEither(String kind) {
        Versions next = Versions.of(fields(kind, "List<String> added; long a; String b;"));

        Map<String, Object> fields = Versions.fields(read(kind, next));

        assertThat(fields).containsEntry("a", 7L).containsEntry("b", "seven").containsEntry("added", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void aTypeThatCannotHoldTheValueIsRefused(String kind) {
        for (String changed : List.of("int a; int b; long c;", "int a; List<String> b; long c;")) {
            Versions next = Versions.of(fields(kind, changed));

            assertThatThrownBy(() -> read(kind, next)).isInstanceOf(CodecException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "class"})
    void aLongMayBecomeAnIntAsLongAsItsValuesFit(String kind) {
        Versions first = Versions.of("record P(int a, String b, long c) {}");
        Versions next = Versions.of(fields(kind, "int a; String b; int c;"));

        assertThat(Versions.fields(read(kind, next))).isEqualTo(Map.of("a", 7, "b", "seven", "c", 77));
        assertThatThrownBy(() -> decode(first, next, first.make("P", 7, "seven", 1L << 40)))
                .isInstanceOf(CodecException.class);
    }

    @Test
    void aClassMayBecomeARecord() {
        assertThat(Versions.fields(read("class", RECORD))).isEqualTo(Map.of("a", 7, "b", "seven", "c", 77L));
        assertThat(Versions.fields(read("record", CLASS))).isEqualTo(Map.of("a", 7, "b", "seven", "c", 77L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record H(E e, List<E> all) {}",
                "class H { E e; List<E> all; " + "H(E e, List<E> all) { this.e = e; this.all = all; } }"
            })
    void anInsertedEnumConstantMovesNoOther(String holder) {
        Versions first = Versions.of("enum E { A, B }", holder);
        Versions next = Versions.of("enum E { NEW, B, MORE, A }", holder);
        Object b = first.constant("E", "B");
        Object a = first.constant("E", "A");

        Object holding = decode(first, next, first.make("H", b, List.of(a, b)));
        Object inMap = decode(first, next, Map.of("key", b));
        Object inArray = decode(first, next, Arrays.asList(a, null, b));
        Object alone = decode(first, next, b);

        assertThat(Versions.fields(holding))
                .containsEntry("e", next.constant("E", "B"))
                .containsEntry("all", List.of(next.constant("E", "A"), next.constant("E", "B")));
        assertThat(inMap).isEqualTo(Map.of("key", next.constant("E", "B")));
        assertThat(inArray).isEqualTo(Arrays.asList(next.constant("E", "A"), null, next.constant("E", "B")));
        assertThat(alone).isSameAs(next.constant("E", "B"));
    }

    @Test
    void anEnumConstantThatIsGoneIsRefused() {
        Versions first = Versions.of("enum E { A, B }");
        Versions next = Versions.of("enum E { A }");

        assertThatThrownBy(() -> decode(first, next, first.constant("E", "B")))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("B");
    }

    @Test
    void keysOfEnumMapsAndSetsAreFoundByNameToo() {
        Versions first = Versions.of("enum E { A, B }", keyed("Map.of(E.B, 1)", "E.A, E.B"));
        Versions next = Versions.of("enum E { NEW, B, A }", keyed("Map.of(E.NEW, 1)", "E.NEW"));

        Object back = decode(first, next, first.make("K"));

        assertThat(Versions.fields(back))
                .containsEntry("map", Map.of(next.constant("E", "B"), 1))
                .containsEntry("set", java.util.Set.of(next.constant("E", "A"), next.constant("E", "B")));
    }

    private static String keyed(String map, String set) {
        return "class K { Map<E, Integer> map = new EnumMap<E, Integer>(" + map + "); Set<E> set = EnumSet.of(" + set
                + "); }";
    }

    @Test
    void aClassWithinAClassChangesAlike() {
        Versions first = Versions.of("record In(int x) {}", "record Out(In in, List<In> list, Map<String, In> map) {}");
        Versions next = Versions.of(
                "record In(String added, long x) {}",
                "record Out(Map<String, In> map, int n, List<In> list, In in) {}");
        Object in = first.make("In", 5);

        Object out = decode(first, next, first.make("Out", in, List.of(in), Map.of("k", in)));

        Object expected = next.make("In", null, 5L);
        assertThat(Versions.fields(out))
                .isEqualTo(Map.of("in", expected, "list", List.of(expected), "map", Map.of("k", expected), "n", 0));
    }

    @Test
    void aChunkMayHoldManyRecordsOfAnOlderVersion() {
        Versions next = Versions.of("record P(long c, String added, long a) {}");
        List<Object> chunk = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            chunk.add(RECORD.make("P", i, "b", i * 2L));
        }

        List<Object> back =
                next.codec().decodeAll(ByteBuffer.wrap(RECORD.codec().encodeAll(chunk)));

        for (int i = 0; i < 1_000; i++) {
            assertThat(back.get(i)).isEqualTo(next.make("P", i * 2L, null, (long) i));
        }
    }

    @Test
    void oneProgramReadsTheDataOfManyVersions() {
        Versions last = Versions.of("record P(int a) {}");
        RecordCodec codec = last.codec();

        for (int version = 0; version < 15; version++) {
            Versions old = Versions.of("record P(int a, int x" + version + ") {}");
            byte[] bytes = old.codec().encode(old.make("P", version, -1));

            assertThat(codec.decode(ByteBuffer.wrap(bytes))).isEqualTo(last.make("P", version));
        }
    }

    @Test
    void aRecordMayRefuseWhatItIsGiven() {
        Versions next = Versions.of("record P(int a, String added) {"
                + " public P { if (added == null) throw new IllegalArgumentException(\"added is missing\"); } }");

        assertThatThrownBy(() -> read("record", next))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("added is missing");
    }

    @Test
    void aClassThatIsGoneIsNamed() {
        Versions next = Versions.of("record Other(int a) {}");

        assertThatThrownBy(() -> read("record", next))
                .isInstanceOf(CodecException.class)
                .hasMessage("the class app.P is not on the class path of this program; bring it back under this name,"
                        + " or read with the program that wrote it");
    }

    @Test
    void aFieldMayGoButItsClassMustStay() {
        Versions first = Versions.of("record In(int x) {}", "record Out(In in, int y) {}");
        Versions kept = Versions.of("record In(int x) {}", "record Out(int y) {}");
        Versions gone = Versions.of("record Out(int y) {}");
        Object out = first.make("Out", first.make("In", 1), 2);

        assertThat(Versions.fields(decode(first, kept, out))).isEqualTo(Map.of("y", 2));
        assertThatThrownBy(() -> decode(first, gone, out))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("the class app.In is not on the class path");
    }

    @Test
    void aClassThatIsRefusedIsNotEvenInitialised() {
        String source = "class P { static { System.setProperty(\"sluice.test.initialised\", \"yes\"); } }";
        Versions trusting = Versions.of(source);
        byte[] bytes = trusting.codec().encode(trusting.make("P"));
        System.clearProperty("sluice.test.initialised");
        RecordCodec strict =
                TypeRegistry.builder().classLoader(Versions.of(source)).build().codec();

        assertThatThrownBy(() -> strict.decode(ByteBuffer.wrap(bytes))).isInstanceOf(CodecException.class);

        assertThat(System.getProperty("sluice.test.initialised")).isNull();
    }

    private static Object decode(Versions first, Versions next, Object value) {
        return next.codec().decode(ByteBuffer.wrap(first.codec().encode(value)));
    }
}
