package dev.sluice.examples.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ten sensors of a tag, with what they usually measure. */
enum Sensor {
    OBJECT_TEMPERATURE("°C", 22, 5),
    AMBIENT_TEMPERATURE("°C", 20, 3),
    HUMIDITY("%", 55, 12),
    PRESSURE("hPa", 1_013, 4),
    LIGHT("lx", 480, 160),
    ACCELERATION_X("g", 0, 0.4),
    ACCELERATION_Y("g", 0, 0.4),
    ACCELERATION_Z("g", 1, 0.2),
    GYROSCOPE("°/s", 0, 45),
    BATTERY("%", 85, 10);

    private static final List<Sensor> ALL = List.of(values());
    private static final Map<String, Sensor> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(Sensor::code, Function.identity()));

    private final String code;
    private final String unit;
    private final double middle;
    private final double swing;

    Sensor(String unit, double middle, double swing) {
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.unit = unit;
        this.middle = middle;
        this.swing = swing;
    }

    static List<Sensor> all() {
        return ALL;
    }

    /** The sensor of this code. */
    static Sensor of(String code) {
        Sensor sensor = BY_CODE.get(code);
        if (sensor == null) {
            throw new IllegalArgumentException(
                    "there is no sensor '" + code + "'; the sensors are " + BY_CODE.keySet());
        }
        return sensor;
    }

    /** Its name in a line of text. */
    String code() {
        return code;
    }

    /** Its name for people. */
    String label() {
        return code.replace('-', ' ');
    }

    String unit() {
        return unit;
    }

    double middle() {
        return middle;
    }

    double swing() {
        return swing;
    }
}
