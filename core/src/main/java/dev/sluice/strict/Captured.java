package dev.sluice.strict;

/**
 * An object that a function reaches.
 *
 * @param where how a programmer would call the place: {@code field `ssc` of Foo}
 * @param path the way there from the function: {@code this.helper.ssc}
 * @param shortPath the way there if it were captured directly
 */
record Captured(Object object, String where, String path, String shortPath) {
    static Captured root(Object object, String where, String path) {
        return new Captured(object, where, path, path);
    }

    Captured field(String owner, String name, Object value) {
        return new Captured(value, "field `" + name + "` of " + owner, path + "." + name, "this." + name);
    }

    Captured element(Object value, String index) {
        return new Captured(value, "an element of " + where, path + "[" + index + "]", shortPath + "[" + index + "]");
    }

    Class<?> type() {
        return object.getClass();
    }

    boolean isThis() {
        return where.equals("`this`");
    }
}
