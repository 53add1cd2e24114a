// SPDX-License-Identifier: EUPL-1.2
package nl.stapwijs.example;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A case system that asks Stapwijs over gRPC: one program with three verbs. */
public final class Clients {
  private static final String USAGE = """
      gebruik:
        show_progress HOST:POORT BRON ZAAK [DATUM]
        fill_form HOST:POORT form METHODE STAP | record TRAJECT FEITEN.json
        policy_report HOST:POORT trajectory ID | portfolio METHODE [DATUM]""";

  /** What a person has to read instead of an answer. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  public static void main(String[] words) {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    if (words.length < 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    String[] all = Arrays.copyOf(words, 5);
    String last = either(all[4], "");  // a date that is left out
    var channel = Grpc.newChannelBuilder(all[1], InsecureChannelCredentials.create()).build();
    try {
      switch (all[0]) {
        case "show_progress" -> ShowProgress.run(channel, all[2], all[3], last);
        case "fill_form" -> FillForm.run(channel, all[2], all[3], last);
        case "policy_report" -> PolicyReport.run(channel, all[2], all[3], last);
        default -> throw new Refused(USAGE);
      }
    } catch (Refused | StatusRuntimeException failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    } finally {
      channel.shutdownNow();
    }
  }

  /** The first of two texts that is there. */
  static String either(String one, String other) {
    return one == null || one.isEmpty() ? other : one;
  }

  private Clients() {}
}
