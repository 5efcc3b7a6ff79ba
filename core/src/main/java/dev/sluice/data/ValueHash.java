package dev.sluice.data;

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
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Hashes of the JDK's values, from their content, where the JDK does not promise that its own hash stays. */
final class ValueHash {
    private static final Map<Class<?>, HashRule> RULES = new HashMap<>();

    static {
        rule(BigInteger.class, ValueHash::ofInteger);
        rule(BigDecimal.class, n -> StableHash.combine(ofInteger(n.unscaledValue()), n.scale()));
        rule(UUID.class, id -> two(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        rule(URI.class, ValueHash::ofUri);

        rule(Instant.class, time -> two(time.getEpochSecond(), time.getNano()));
        rule(Duration.class, length -> two(length.getSeconds(), length.getNano()));
        rule(LocalDate.class, day -> StableHash.mix(day.toEpochDay()));
        rule(LocalTime.class, time -> StableHash.mix(time.toNanoOfDay()));
        rule(
                LocalDateTime.class,
                time -> two(time.toLocalDate().toEpochDay(), time.toLocalTime().toNanoOfDay()));
        for (Class<?> type : new Class<?>[] {
            ZonedDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Period.class,
            Year.class,
            YearMonth.class,
            MonthDay.class
        }) {
            RULES.put(type, value -> value.toString().hashCode());
        }

        rule(KeyValue.class, record -> pair("a KeyValue", record.key(), record.value()));
        rule(Pair.class, record -> pair("a Pair", record.first(), record.second()));
    }

    private ValueHash() {}

    static @Nullable HashRule ruleFor(Class<?> type) {
        return ZoneId.class.isAssignableFrom(type)
                ? zone -> ((ZoneId) zone).getId().hashCode()
                : RULES.get(type);
    }

    private static <T> void rule(Class<T> type, ToIntFunction<T> hash) {
        RULES.put(type, value -> hash.applyAsInt(type.cast(value)));
    }

    private static int two(long first, long second) {
        return StableHash.combine(StableHash.mix(first), StableHash.mix(second));
    }

    /** As {@link RecordHash} hashes two components. */
    private static int pair(String place, @Nullable Object first, @Nullable Object second) {
        int hash = StableHash.combine(RecordHash.SEED, ContainerHash.part("the first part of " + place, first));
        return StableHash.combine(hash, ContainerHash.part("the second part of " + place, second));
    }

    private static int ofInteger(BigInteger number) {
        return Arrays.hashCode(number.toByteArray());
    }

    /** Of parts that equal URIs have in common but for the case of their letters. */
    private static int ofUri(URI uri) {
        int hash = ofText(uri.getScheme());
        if (uri.isOpaque()) {
            hash = StableHash.combine(hash, ofText(uri.getRawSchemeSpecificPart()));
        } else {
            hash = StableHash.combine(hash, ofText(uri.getHost() == null ? uri.getRawAuthority() : uri.getHost()));
            hash = StableHash.combine(hash, ofText(uri.getRawPath()));
            hash = StableHash.combine(hash, ofText(uri.getRawQuery()));
        }
        return StableHash.combine(hash, ofText(uri.getRawFragment()));
    }

    private static int ofText(@Nullable String text) {
        int hash = 0;
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        return hash;
    }
}
