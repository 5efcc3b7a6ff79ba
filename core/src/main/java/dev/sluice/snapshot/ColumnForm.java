package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import java.nio.charset.StandardCharsets;

/** How the values of a column that are all of one JDK class become bytes; none of them is null. */
enum ColumnForm {
    /** Any values, by the codec for records. */
    RECORDS(0, Object.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            throw new AssertionError("records are written by their codec");
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            throw new AssertionError("records are read by their codec");
        }
    },
    LONGS(1, Long.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            PackedNumbers.write(numbers(values), out);
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            long[] numbers = PackedNumbers.read(in, count);
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = numbers[i];
            }
            return values;
        }
    },
    INTEGERS(2, Integer.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            PackedNumbers.write(numbers(values), out);
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            long[] numbers = PackedNumbers.read(in, count);
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = (int) numbers[i];
            }
            return values;
        }
    },
    DOUBLES(3, Double.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            int at = out.extend(Math.multiplyExact(8, values.length));
            for (int i = 0; i < values.length; i++) {
                ByteBuilder.LONGS.set(out.array(), at + 8 * i, Double.doubleToRawLongBits((Double) values[i]));
            }
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            int at = in.skip(8L * count);
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = Double.longBitsToDouble((long) ByteBuilder.LONGS.get(in.array(), at + 8 * i));
            }
            return values;
        }
    },
    TEXTS(4, String.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            byte[][] encoded = new byte[values.length][];
            long[] lengths = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                encoded[i] = ((String) values[i]).getBytes(StandardCharsets.UTF_8);
                lengths[i] = encoded[i].length;
            }
            PackedNumbers.write(lengths, out);
            for (byte[] bytes : encoded) {
                out.putBytes(bytes);
            }
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            long[] lengths = PackedNumbers.read(in, count);
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                int at = in.skip(lengths[i]);
                values[i] = new String(in.array(), at, (int) lengths[i], StandardCharsets.UTF_8);
            }
            return values;
        }
    },
    /** Texts of which one has half a surrogate pair, which UTF-8 cannot hold. */
    HALVED_TEXTS(5, String.class) {
        @Override
        void write(Object[] values, ByteBuilder out) {
            for (Object value : values) {
                String text = (String) value;
                out.putVar(text.length());
                int at = out.extend(Math.multiplyExact(2, text.length()));
                for (int i = 0; i < text.length(); i++) {
                    ByteBuilder.CHARS.set(out.array(), at + 2 * i, text.charAt(i));
                }
            }
        }

        @Override
        Object[] read(ByteCursor in, int count) {
            Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                char[] text = new char[in.takeCount(in.remaining() / 2)];
                int at = in.skip(2L * text.length);
                for (int c = 0; c < text.length; c++) {
                    text[c] = (char) ByteBuilder.CHARS.get(in.array(), at + 2 * c);
                }
                values[i] = new String(text);
            }
            return values;
        }
    };

    private static final ColumnForm[] FORMS = values();
    private final int code;
    private final Class<?> type;

    ColumnForm(int code, Class<?> type) {
        this.code = code;
        this.type = type;
    }

    /** What is stored of it. */
    int code() {
        return code;
    }

    abstract void write(Object[] values, ByteBuilder out);

    abstract Object[] read(ByteCursor in, int count);

    /** The form that was stored as this. */
    static ColumnForm of(int code) {
        for (ColumnForm form : FORMS) {
            if (form.code == code) {
                return form;
            }
        }
        throw new CorruptionException("a column of the unknown form " + code);
    }

    /** The most compact form that gives exactly these values again. */
    static ColumnForm of(Object[] values) {
        for (ColumnForm form : FORMS) {
            if (form != RECORDS && form.takes(values)) {
                return form == TEXTS && anyHalved(values) ? HALVED_TEXTS : form;
            }
        }
        return RECORDS;
    }

    private boolean takes(Object[] values) {
        for (Object value : values) {
            if (value.getClass() != type) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyHalved(Object[] values) {
        for (Object value : values) {
            if (isHalved((String) value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return !new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
            }
        }
        return false;
    }

    private static long[] numbers(Object[] values) {
        long[] numbers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = ((Number) values[i]).longValue();
        }
        return numbers;
    }
}
