package dev.sluice.plan;

/**
 * What records go through, and of whose class an engine may make copies: one for each operator that sees many records, so
 * that the compiler knows which function is called there and where the results go.
 *
 * <p>Such a class is final and has one constructor, whose parameters are all fields of the class in their order. There is
 * no lambda and no inner class in it, because those would name the class that was copied. It touches no private member of
 * other classes. What is opened is copied before it is used.
 */
public interface Copyable {
    /** What is called for each record, or the object itself; its class tells apart what else is alike. */
    Object function();
}
