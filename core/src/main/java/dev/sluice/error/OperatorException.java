package dev.sluice.error;

/** A function of the program threw. Names the operator, the program line that defined it and, where known, the record. */
public final class OperatorException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final String operator;
    private final String location;

    /**
     * A failure inside an operator.
     *
     * @param operator the operator's name, for example {@code map}
     * @param location the program line, for example {@code WordCount.java:23}
     */
    public OperatorException(String operator, String location, String detail, Throwable cause) {
        super(operator + " at " + location + " failed" + Printable.text(detail + ": " + cause), cause);
        this.operator = operator;
        this.location = location;
    }

    /** The operator's name. */
    public String operator() {
        return operator;
    }

    /** The program line that defined the operator. */
    public String location() {
        return location;
    }
}
