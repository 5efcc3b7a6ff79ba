package dev.sluice.storage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The value and collection classes of the JDK that are asked for by name: those Fory does not know by heart, and those
 * it knows where they are elements of arrays. None that reads itself from a stream of objects: it would believe any length
 * it is told.
 */
final class JdkTypes {
    private static final List<Class<?>> VALUES = List.of(
            BigDecimal.class,
            BigInteger.class,
            BitSet.class,
            Currency.class,
            Date.class,
            Duration.class,
            GregorianCalendar.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            Locale.class,
            MonthDay.class,
            Object.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Optional.class,
            OptionalDouble.class,
            OptionalInt.class,
            OptionalLong.class,
            Period.class,
            URI.class,
            UUID.class,
            Year.class,
            YearMonth.class,
            ZoneId.of("Europe/Berlin").getClass(),
            ZoneOffset.class,
            ZonedDateTime.class);

    private static final List<Class<?>> COLLECTIONS =
            List.of(AbstractMap.SimpleEntry.class, AbstractMap.SimpleImmutableEntry.class, CopyOnWriteArraySet.class);

    /** Of a module that may be missing. */
    private static final List<String> SQL = List.of("java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

    private static final Set<String> NAMES = Stream.concat(
                    Stream.of(VALUES, COLLECTIONS).flatMap(List::stream).map(Class::getName), SQL.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** What {@code List.of}, {@code Map.of} and their like return; the classes themselves have no public name. */
    static final List<Class<?>> IMMUTABLE_LISTS = classesOf(
            List.of(), List.of(1), List.of(1, 2, 3), List.of(1, 2, 3).subList(0, 2), Collections.nCopies(1, 1));

    static final List<Class<?>> IMMUTABLE_SETS = classesOf(Set.of(), Set.of(1));
    static final List<Class<?>> IMMUTABLE_MAPS = classesOf(Map.of(), Map.of(1, 1));
    static final Class<?> ENTRY = Map.entry(1, 1).getClass();

    private JdkTypes() {}

    static boolean contains(String className) {
        return NAMES.contains(className);
    }

    private static List<Class<?>> classesOf(Object... examples) {
        return Stream.of(examples).<Class<?>>map(Object::getClass).distinct().toList();
    }
}
