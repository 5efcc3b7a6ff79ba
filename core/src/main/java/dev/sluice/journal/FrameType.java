package dev.sluice.journal;

/** What a frame of the log says. The numbers are stored and never change their meaning. */
final class FrameType {
    /** The run that the log belongs to, and where it begins; everything before it was copied from the run before. */
    static final int RUN = 16;

    /** Records that their source cannot give again. */
    static final int BLOCK = 17;

    /** A block that no batch will ever read. */
    static final int GIVE_UP = 18;

    /** What a batch reads. */
    static final int PLAN = 19;

    /** An output operation of a batch has ended well. */
    static final int COMMIT = 20;

    /** A batch has ended well. */
    static final int DONE = 21;

    /** Where an input began, before the first plan that it has a part in. */
    static final int BEGUN = 22;

    /** Records that a batch is run without. */
    static final int LEFT_OUT = 23;

    private FrameType() {}
}
