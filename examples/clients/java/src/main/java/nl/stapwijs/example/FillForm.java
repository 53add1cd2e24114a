// SPDX-License-Identifier: EUPL-1.2
package nl.stapwijs.example;

import com.google.protobuf.Any;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.stapwijs.v1.*;

/** Makes a form out of nothing but what GetMethod says of the facts of a step, and records answers. */
final class FillForm {
  private static final Map<FactKind, String> KINDS = new HashMap<>(Map.of(
      FactKind.FACT_KIND_YES_NO, "ja of nee", FactKind.FACT_KIND_INTEGER, "heel getal",
      FactKind.FACT_KIND_DECIMAL, "getal", FactKind.FACT_KIND_TEXT, "tekst", FactKind.FACT_KIND_DATE, "datum",
      FactKind.FACT_KIND_TIME, "tijd", FactKind.FACT_KIND_DURATION, "duur", FactKind.FACT_KIND_ENUM, "keuze",
      FactKind.FACT_KIND_SET, "een of meer", FactKind.FACT_KIND_LIST, "lijst"));

  static void run(Channel channel, String verb, String name, String rest) {
    if (verb.equals("record")) {
      record(channel, name, rest);
      return;
    }
    Method method = MethodServiceGrpc.newBlockingStub(channel).getMethod(GetMethodRequest.newBuilder()
        .setMethodId(name).setReadMask(FieldMask.newBuilder().addAllPaths(List.of("facts", "enums"))).build())
        .getMethod();
    Map<String, List<EnumValue>> choices = new HashMap<>();
    method.getEnumsList().forEach(one -> choices.put(one.getName(), one.getValuesList()));
    for (FactDefinition fact : method.getFactsList()) {
      if (fact.getStep().equals(rest)) {
        ask(fact, choices.getOrDefault(fact.getType().getEnumName(), List.of()));
      }
    }
  }

  private static void ask(FactDefinition fact, List<EnumValue> choices) {
    System.out.println(fact.getPath() + ": " + Clients.either(fact.getAsk().getNl(), fact.getTitle().getNl()));
    String range = (fact.getMinimum() + fact.getMaximum()).isEmpty()
        ? "" : " (" + fact.getMinimum() + " t/m " + fact.getMaximum() + ")";
    System.out.println("    " + KINDS.getOrDefault(fact.getType().getKind(), "naam of kenmerk") + range);
    choices.forEach(one -> System.out.println("    - " + one.getName() + ": " + one.getTitle().getNl()));
    if (fact.getOrNone()) {
      System.out.println("    - geen: " + fact.getNoneTitle().getNl());
    }
    if (fact.getPrivacyValue() >= PrivacyClass.PRIVACY_CLASS_P2_VALUE) {
      System.out.println("    gaat over personen");
    }
  }

  /** Records the object of a file; when it is refused, tells of each fact what is wrong with it. */
  private static void record(Channel channel, String trajectory, String file) {
    try {
      var answer = TrajectoryServiceGrpc.newBlockingStub(channel).recordFacts(RecordFactsRequest.newBuilder()
          .setTrajectoryId(trajectory).setRequestId(UUID.randomUUID().toString())
          .setFactsJson(Files.readString(Path.of(file))).build());
      System.out.println("Vastgelegd: revisie " + answer.getReceipt().getRevision() + ".");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (StatusRuntimeException refused) {
      var status = StatusProto.fromThrowable(refused);
      for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
        if (detail.is(ViolationsDetail.class)) {
          throw new Clients.Refused("Niets is vastgelegd." + lines(detail));
        }
      }
      throw refused;
    }
  }

  private static String lines(Any detail) {
    try {
      var text = new StringBuilder();
      for (Violation one : detail.unpack(ViolationsDetail.class).getViolationsList()) {
        text.append("\n- ").append(one.getField().replaceFirst("^facts_json\\.", "")).append(": ")
            .append(one.getMessage().getNl());
      }
      return text.toString();
    } catch (InvalidProtocolBufferException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
