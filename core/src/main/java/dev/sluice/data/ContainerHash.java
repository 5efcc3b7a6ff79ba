package dev.sluice.data;

import dev.sluice.error.InvalidKeyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hashes of collections, from the stable hashes of their elements. */
final class ContainerHash {
    private ContainerHash() {}

    static int ofList(List<?> list) {
        int hash = 1;
        for (Object element : list) {
            hash = StableHash.combine(hash, part("an element of a List", element));
        }
        return hash;
    }

    static int ofSet(Set<?> set) {
        int sum = set.size();
        for (Object element : set) {
            sum += part("an element of a Set", element);
        }
        return sum;
    }

    static int ofMap(Map<?, ?> map) {
        int sum = map.size();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            sum += ofEntry(entry);
        }
        return sum;
    }

    static int ofEntry(Map.Entry<?, ?> entry) {
        return StableHash.combine(part("a key of a Map", entry.getKey()), part("a value of a Map", entry.getValue()));
    }

    static int ofOptional(Optional<?> optional) {
        return optional.isEmpty()
                ? StableHash.ABSENT
                : StableHash.combine(1, part("the value of an Optional", optional.get()));
    }

    /** The hash of a part; a refusal says where the part was found. */
    static int part(String place, @Nullable Object part) {
        try {
            return StableHash.ofPart(part);
        } catch (InvalidKeyException refused) {
            throw new InvalidKeyException(place + ": " + refused.getMessage(), refused);
        }
    }
}
