package io.framewright.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The only {@code main}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        boolean json = Arrays.asList(args).contains("--json");
        // JSON is UTF-8 whatever the terminal speaks.
        Charset charset = json ? StandardCharsets.UTF_8 : Terminal.charset();
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, charset);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, charset);
        int code = CommandLines.create(out, err, json).execute(args);
        out.flush();
        System.exit(code);
    }
}
